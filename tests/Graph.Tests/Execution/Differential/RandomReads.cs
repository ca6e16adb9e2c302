using Graph.Caching;
using Graph.Domains.Abstractions;
using Graph.Loading;

namespace Graph.Tests.Execution.Differential;

/// <summary>What is read is chance, but the same for the same key: values, absences and failures, at once or later.</summary>
internal sealed class RandomReads(int seed) : IReads
{
    public async ValueTask<LoadResult<T>[]> ReadManyAsync<T>(Source source, IReadOnlyList<ReadKey> keys) where T : class
    {
        var timing = Dice.Of(seed, $"{source.Name}/{keys.Count}");
        for (var waits = timing.Chance(0.3) ? timing.Next(1, 4) : 0; waits > 0; waits--)
        {
            await Task.Yield();
        }

        // Nothing throws here: what throws costs all places that share a call, and the engines share calls in ways of their own.
        return [.. keys.Select(key => Read<T>(source, key))];
    }

    public void PrimeInto(Memos memos)
    {
        // Nothing comes along.
    }

    private LoadResult<T> Read<T>(Source source, ReadKey key) where T : class
    {
        var random = Dice.Of(seed, $"{source.Name}:{key.Id}");
        var records = new RandomRecords(random);
        return random.NextDouble() switch
        {
            < 0.08 => LoadResult<T>.NotFound,
            < 0.18 => records.Failure(),
            _ => LoadResults.Found(records.Make<T>()!),
        };
    }
}
