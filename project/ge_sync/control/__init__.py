"""What all workers share about a source: pause, circuit breaker and session in one row, the pace in Redis."""
