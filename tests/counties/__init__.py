"""Random small counties, put together from picks out of short lists."""
