using Graph.Caching;
using Graph.Caching.Writes;
using Graph.Domains.Abstractions;
using Graph.Execution;
using Graph.Execution.Schema;
using Graph.Loading;
using Microsoft.Extensions.Logging;

namespace Graph.TestKit.Stock;

/// <summary>What the resolvers of one operation share. GraphQL.NET hands it through as its user context, hence the base class.
/// But for the counts, it is used by the operation's own flow alone.</summary>
internal sealed class StockScope : Dictionary<string, object?>
{
    private readonly LoadRequest _request;
    private readonly ILoaderFactory _loaders;
    private readonly IWriterFactory _writers;
    private readonly ILogger _logger;
    private readonly int _errorLimit;
    private ILoader? _load;
    private IWriter? _write;
    private int _errors;
    private int _defects;

    public StockScope(LoadRequest request, ILoaderFactory loaders, IWriterFactory writers, LimitOptions limits, ILogger logger)
    {
        _request = request;
        _loaders = loaders;
        _writers = writers;
        _logger = logger;
        _errorLimit = limits.Errors;
        Batches = new FieldBatches(this);
        Deadline = new DeadlineFailures(limits);
    }

    public ILoader Load => _load ??= _loaders.Create(_request);

    public IWriter Write => _write ??= _writers.Create(_request);

    public Viewer? Viewer => _request.Viewer;

    public CancellationToken Cancellation => _request.Cancellation;

    public FieldBatches Batches { get; }

    /// <summary>Whether what has run is kept when the operation is cut short: it may have written.</summary>
    public required bool IsMutation { get; init; }

    /// <summary>The selected fields that the viewer may not have.</summary>
    public required IReadOnlyDictionary<FieldCoordinate, Failure> Denied { get; init; }

    public DeadlineFailures Deadline { get; }

    /// <summary>Errors that the response has no room for.</summary>
    public int ErrorsLeftOut => Math.Max(0, Volatile.Read(ref _errors) - _errorLimit);

    /// <summary>New loaders from here on: a mutation reads what the one before has written, not what was read before that.</summary>
    public void ForgetReads() => _load = null;

    /// <summary>Counts an error; false when the response has as many as it may.</summary>
    public bool HasRoomForError() => Interlocked.Increment(ref _errors) <= _errorLimit;

    /// <summary>Logs the first defect of the operation: a list of a thousand items would log the same one a thousand times.</summary>
    public void ReportDefect(string field, Exception defect)
    {
        if (Interlocked.Increment(ref _defects) == 1)
        {
            Execution.Log.FieldFailed(_logger, field, _request.TraceId ?? "", defect);
        }
    }
}
