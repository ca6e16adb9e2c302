using Graph.Domains.Abstractions;

namespace Graph.Tests.Execution.Differential;

/// <summary>Writes that come to whatever they may come to.</summary>
internal sealed class RandomWriter(Random random) : IWriter
{
    public IEntityWrite<T> Change<T>(EntitySource<T> source, string id) where T : class => new Write<T>(random);

    public IEntityWrite<T> Create<T>(EntitySource<T> source) where T : class => new Write<T>(random);

    private sealed class Write<T>(Random random) : IEntityWrite<T> where T : class
    {
        private readonly RandomRecords _records = new(random);

        public IEntityWrite<T> Allowing(Func<T, Failure?> check) => this;

        public IEntityWrite<T> Expecting(long? version) => this;

        public IEntityWrite<T> Showing(Func<T, T> change) => this;

        public IEntityWrite<T> Idempotent(string? clientKey) => this;

        public IEntityWrite<T> Touching(Action<IStale, T?> stale) => this;

        public ValueTask<WriteResult<T>> SendAsync(Func<long?, WriteContext, ValueTask<WriteResult<T>>> call) => SendAsync<T>();

        public ValueTask<WriteResult<TAnswer>> SendAsync<TAnswer>(
            Func<long?, WriteContext, ValueTask<WriteResult<TAnswer>>> call, Action<IStale, TAnswer>? touching = null) where TAnswer : class =>
            SendAsync<TAnswer>();

        private async ValueTask<WriteResult<TAnswer>> SendAsync<TAnswer>() where TAnswer : class
        {
            if (random.Chance(0.3))
            {
                await Task.Yield();
            }

            return random.NextDouble() switch
            {
                < 0.5 => new WriteResult<TAnswer>.Done(_records.Make<TAnswer>()!),
                < 0.6 => new WriteResult<TAnswer>.Conflict(random.Next(100)),
                < 0.7 => new WriteResult<TAnswer>.NotFound(),
                < 0.85 => new WriteResult<TAnswer>.Refused(
                    new Problem(422, random.Chance(0.5) ? "out-of-stock" : "", new Dictionary<string, string> { ["available"] = "3" })),
                _ => new WriteResult<TAnswer>.Failed(_records.Failure()),
            };
        }
    }
}
