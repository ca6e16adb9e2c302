namespace Graph.Hosting.Health;

/// <summary>Something to be ended at a stop, after the drain delay and before the server stops.</summary>
/// <param name="RunAsync">Completes when it has ended, or the time is up; never fails.</param>
internal sealed record DrainStep(Func<CancellationToken, Task> RunAsync);
