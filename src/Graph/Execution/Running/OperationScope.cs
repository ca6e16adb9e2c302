using Graph.Caching;
using Graph.Caching.Writes;
using Graph.Domains.Abstractions;
using Graph.Execution.Documents;
using Graph.Execution.Plans;
using Graph.Execution.Schema;
using Graph.Loading;

namespace Graph.Execution.Running;

/// <summary>What the fields of one operation share. But for the report of defects, it is used by the operation's own flow alone.</summary>
internal sealed class OperationScope(LoadRequest request, ILoaderFactory loaders, IWriterFactory writers, DeadlineFailures deadline, ILogger logger)
{
    private ILoader? _load;
    private IWriter? _write;
    private int _defects;

    public ILoader Load => _load ??= loaders.Create(request);

    public IWriter Write => _write ??= writers.Create(request);

    public Viewer? Viewer => request.Viewer;

    public string? TraceId => request.TraceId;

    /// <summary>Whether it is to be known which field each read is for.</summary>
    public bool IsExplained => request.CallObserver is not null;

    public CancellationToken Cancellation => request.Cancellation;

    public DeadlineFailures Deadline => deadline;

    /// <summary>What is run.</summary>
    public required OperationInput Input { get; init; }

    /// <summary>Where the fields stand, for errors.</summary>
    public required PreparedDocument Document { get; init; }

    /// <summary>Whether what has run is kept when the operation is cut short: it may have written.</summary>
    public required bool IsMutation { get; init; }

    /// <summary>The selected fields that the viewer may not have.</summary>
    public required IReadOnlyDictionary<FieldCoordinate, Failure> Denied { get; init; }

    /// <summary>New loaders from here on: a mutation reads what the one before has written, not what was read before that.</summary>
    public void ForgetReads() => _load = null;

    /// <summary>Logs the first defect of the operation: a list of a thousand items would log the same one a thousand times.</summary>
    public void ReportDefect(string field, Exception defect)
    {
        if (Interlocked.Increment(ref _defects) == 1)
        {
            Log.FieldFailed(logger, field, TraceId ?? "", defect);
        }
    }
}
