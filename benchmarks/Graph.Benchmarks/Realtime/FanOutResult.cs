namespace Graph.Benchmarks.Realtime;

/// <summary>What one round of one server has shown.</summary>
/// <param name="Rate">Messages a second that have arrived at saturation.</param>
/// <param name="States">Messages to one subscriber for each change at saturation: below 1 where a state stood for several.</param>
/// <param name="Median">Delay from the change until a subscriber has it, at a moderate rate, in ms.</param>
/// <param name="P99">The same, which one of a hundred exceeds.</param>
/// <param name="ServerCost">Processor time of the server for one message at saturation, in µs.</param>
/// <param name="ClientCost">The same of the client.</param>
/// <param name="ClientBusy">Of one processor, how much the client has used at saturation: at 1 it is the bottleneck.</param>
internal sealed record FanOutResult(double Rate, double States, double Median, double P99, double ServerCost, double ClientCost, double ClientBusy);
