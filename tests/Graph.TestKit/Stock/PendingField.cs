using GraphQL.DataLoader;

namespace Graph.TestKit.Stock;

/// <summary>One parent's place in a batch.</summary>
internal sealed class PendingField(FieldBatch batch, int index) : IDataLoaderResult
{
    public Task<object?> GetResultAsync(CancellationToken cancellationToken = default) => batch.ResultAsync(index);
}
