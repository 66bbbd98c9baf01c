"""What pages show of an assessment: tables, sentences and sums. Nothing here judges; the modules beside it do."""
