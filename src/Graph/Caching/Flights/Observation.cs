using Graph.Domains.Abstractions;

namespace Graph.Caching.Flights;

/// <summary>Tells the operations that have started a fetch what it took, if they ask. Each hears of its own keys alone.</summary>
internal static class Observation
{
    public static void Tell<T>(
        SourceDefinition<T> definition, List<Flight<T>> flights, IReadOnlyList<LoadResult<T>> results, int retries, TimeProvider time) where T : class
    {
        if (!flights.Exists(flight => flight.Starter?.CallObserver is not null))
        {
            return;
        }

        var took = time.GetElapsedTime(flights[0].Start.At);
        foreach (var of in flights.Select((flight, i) => (Flight: flight, Result: results[i])).GroupBy(fetched => fetched.Flight.Starter))
        {
            var own = of.ToList();
            var isRefresh = own.TrueForAll(fetched => fetched.Flight.IsRefresh);
            of.Key?.CallObserver?.Called(new ObservedCall(
                definition, isRefresh ? ObservedCallKind.Refresh : ObservedCallKind.Fetch, [.. own.Select(fetched => fetched.Flight.Read)], flights.Count)
            {
                Waited = time.GetElapsedTime(own.Min(fetched => fetched.Flight.AddedAt), flights[0].Start.At),
                Took = took,
                Retries = retries,
                Failed = own.Count(fetched => fetched.Result.IsFailed),
                Problem = own.Find(fetched => fetched.Result.IsFailed).Result.Failure?.Code,
            });
        }
    }
}
