using System.Globalization;

namespace Graph.Benchmarks.Realtime;

/// <summary>Measures all servers in turns, and prints each round, the medians, and how the first server stands to the others.</summary>
internal static class FanOutReport
{
    private const string Header = "            messages/s  states/change    p50 ms    p99 ms  server us/msg  client us/msg  client cpu";

    public static async Task RunAsync(FanOutOptions options)
    {
        var results = options.Servers.ToDictionary(server => server, _ => new List<FanOutResult>());
        Console.WriteLine($"{options.Subscribers} subscribers; {options.Changes} changes at saturation, {options.Window} under way; {options.Timed} changes at {options.Rate} a second");
        for (var round = 1; round <= options.Rounds; round++)
        {
            Console.WriteLine($"\nround {round}\n{Header}");
            foreach (var server in options.Servers)
            {
                var result = await new FanOut(options, server).MeasureAsync(round == 1 ? options.WarmUp : options.LaterWarmUp);
                results[server].Add(result);
                Console.WriteLine(Row(server.Name, result));
            }
        }

        Console.WriteLine($"\nmedians\n{Header}");
        var medians = options.Servers.ToDictionary(server => server, server => MedianOf(results[server]));
        foreach (var (server, median) in medians)
        {
            Console.WriteLine(Row(server.Name, median));
        }

        var first = options.Servers[0];
        foreach (var (peer, median) in medians.Skip(1))
        {
            var own = medians[first];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{first.Name} to {peer.Name}: {own.Rate / median.Rate:F1} times the messages, {own.P99 / median.P99:F2} of the p99, {own.ServerCost / median.ServerCost:F2} of the server's processor time"));
        }
    }

    private static FanOutResult MedianOf(List<FanOutResult> results)
    {
        double Of(Func<FanOutResult, double> value) => results.Select(value).Order().ElementAt(results.Count / 2);
        return new FanOutResult(
            Of(result => result.Rate), Of(result => result.States), Of(result => result.Median), Of(result => result.P99),
            Of(result => result.ServerCost), Of(result => result.ClientCost), Of(result => result.ClientBusy));
    }

    private static string Row(string name, FanOutResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-10}  {result.Rate,10:F0}  {result.States,13:F2}  {result.Median,8:F1}  {result.P99,8:F1}  {result.ServerCost,13:F1}  {result.ClientCost,13:F1}  {result.ClientBusy,10:F2}");
}
