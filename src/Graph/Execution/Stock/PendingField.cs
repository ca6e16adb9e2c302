using GraphQL.DataLoader;

namespace Graph.Execution.Stock;

/// <summary>One parent's place in a batch.</summary>
internal sealed class PendingField(FieldBatch batch, int index) : IDataLoaderResult
{
    public async Task<object?> GetResultAsync(CancellationToken cancellationToken = default)
    {
        var result = await batch.ResultAsync(index);
        return (object?)result.Failure ?? result.Value;
    }
}
