import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { QueryRequest } from "@/lib/answer";
import { ask } from "@/lib/server";
import { toCustomerAnswer } from "../customers";
import { type Filters, toRequestFilters } from "../filters";

const ACTIVE = { field: "is_active_customer", op: "=", value: true } as const;

/** The question that this page asks: every active customer, narrowed by the reader's filters. */
export function customersRequest(filters: Filters): QueryRequest {
  return {
    metrics: ["effective_ai_adoption_score", "customer_health_score"],
    group_by: [
      "customer",
      "customer_name",
      "industry",
      "segment",
      "customer_arr",
      "adoption_quadrant",
      "arr_threshold_usd",
      "adoption_threshold",
    ],
    filters: [ACTIVE, ...toRequestFilters(filters)],
    order_by: ["-customer_arr"],
    limit: 10_000,
  };
}

/** The active customers that fit the filters; the last answer stays while the next one is on its way. */
export function useCustomers(filters: Filters) {
  const request = customersRequest(filters);
  return useQuery({
    queryKey: ["query", request],
    queryFn: ({ signal }) => ask(request, signal),
    select: toCustomerAnswer,
    placeholderData: keepPreviousData,
  });
}
