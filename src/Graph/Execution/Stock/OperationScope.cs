using Graph.Domains.Abstractions;

namespace Graph.Execution.Stock;

/// <summary>What the resolvers of one operation share. GraphQL.NET hands it through as its user context, hence the base class.</summary>
internal sealed class OperationScope : Dictionary<string, object?>
{
    private readonly ILogger _logger;
    private readonly string _traceId;
    private readonly int _errorLimit;
    private int _errors;
    private int _defects;

    public OperationScope(ILoader load, string traceId, int errorLimit, ILogger logger, CancellationToken cancellation)
    {
        Load = load;
        Cancellation = cancellation;
        Batches = new FieldBatches(this);
        _traceId = traceId;
        _errorLimit = errorLimit;
        _logger = logger;
    }

    public ILoader Load { get; }

    public CancellationToken Cancellation { get; }

    public FieldBatches Batches { get; }

    /// <summary>Errors that the response has no room for.</summary>
    public int ErrorsLeftOut => Math.Max(0, Volatile.Read(ref _errors) - _errorLimit);

    /// <summary>Counts an error; false when the response has as many as it may.</summary>
    public bool HasRoomForError() => Interlocked.Increment(ref _errors) <= _errorLimit;

    /// <summary>Logs the first defect of the operation: a list of a thousand items would log the same one a thousand times.</summary>
    public void ReportDefect(string field, Exception defect)
    {
        if (Interlocked.Increment(ref _defects) == 1)
        {
            Log.FieldFailed(_logger, field, _traceId, defect);
        }
    }
}
