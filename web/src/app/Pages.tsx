import { lazy, Suspense } from "react";
import { Navigate, Route, Routes, useLocation } from "react-router";
import { Loading } from "@/components/Loading";
import { SearchField } from "@/features/search/SearchField";
import { NotFound } from "./NotFound";

// Each page is a piece of its own: who opens a dashboard does not load the catalogue.
const AccountPage = lazy(() => import("@/features/accounts/AccountPage"));
const CatalogPage = lazy(() => import("@/features/catalog/CatalogPage"));
const TablePage = lazy(() => import("@/features/catalog/TablePage"));
const SqlPage = lazy(() => import("@/features/sql/SqlPage"));
const DashboardListPage = lazy(() => import("@/features/dashboards/DashboardListPage"));
const ExplorerPage = lazy(() => import("@/features/explore/ExplorerPage"));
const MetricPage = lazy(() => import("@/features/metric/MetricPage"));
const DashboardPage = lazy(() => import("@/features/dashboards/DashboardPage"));

const SavedViews = lazy(() =>
  import("@/features/dashboards/SavedViews").then(({ SavedViews }) => ({ default: SavedViews })),
);

/** Which page stands at which address. */
export function Pages() {
  return (
    <Suspense fallback={<Loading />}>
      <Routes>
        <Route path="/" element={<DashboardListPage search={<SearchField />} />} />
        <Route path="/dashboards/:name" element={<DashboardPage />} />
        <Route path="/accounts/:id" element={<AccountPage />} />
        <Route path="/metrics" element={<ExplorerPage tools={<SavedViews />} />} />
        <Route path="/metrics/:name" element={<MetricPage />} />
        <Route path="/sql" element={<SqlPage />} />
        <Route path="/catalog" element={<CatalogPage />} />
        <Route path="/catalog/:name" element={<TablePage />} />
        <Route path="/adoption" element={<FormerPage to="/dashboards/ai-adoption" />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </Suspense>
  );
}

/** Leads to where a page is now; its filters go along. */
function FormerPage({ to }: { to: string }) {
  const { search } = useLocation();
  return <Navigate to={{ pathname: to, search }} replace />;
}
