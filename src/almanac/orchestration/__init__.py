"""When things run and who hears of it; names things, holds no logic of what they compute."""
