using Graph.Domains.Abstractions;
using Graph.Execution.Documents;
using Graph.Execution.Results;
using Graph.Execution.Running;

namespace Graph.Execution.Values;

/// <summary>Writes the <c>data</c> of a response and its errors. Where a value is null that may not be, what surrounds it is taken back up
/// to the nearest place where null may stand; of the errors below that place, the one that caused it stays.</summary>
internal sealed class DataWriter(int errorLimit)
{
    private OperationScope _scope = null!;

    /// <summary>The error that a null which is not allowed goes back to.</summary>
    private GraphError? _cause;

    public JsonBuffer Buffer { get; } = new();

    public ResponsePath Path { get; } = new();

    public ResponseErrors Errors { get; } = new(errorLimit);

    public void Begin(OperationScope scope, int expectedLength)
    {
        _scope = scope;
        Buffer.Begin(expectedLength);
    }

    public void End()
    {
        _scope = null!;
        _cause = null;
        Path.Clear();
        Errors.Clear();
    }

    public DataMark Mark() => new(Buffer.Length, Errors.Count, Path.Depth);

    public void BeginList()
    {
        Buffer.Write((byte)'[');
        Path.Enter(selection: null);
    }

    public void BeginElement(int index)
    {
        Path.At(index);
        if (index > 0)
        {
            Buffer.Write((byte)',');
        }
    }

    public void EndList()
    {
        Buffer.Write((byte)']');
        Path.Leave();
    }

    /// <returns>Whether null may stand here; if not, an error says so.</returns>
    public bool WriteNull(bool isNonNull)
    {
        if (isNonNull)
        {
            Report(new InvalidOperationException("The value is null, but the SDL says that it never is."));
            return Fail(Failure.Internal, isNonNull);
        }

        Buffer.Write("null"u8);
        return true;
    }

    /// <returns>Whether null may stand here.</returns>
    public bool WriteFailure(Failure failure, bool isNonNull)
    {
        if (!Fail(failure, isNonNull))
        {
            return false;
        }

        Buffer.Write("null"u8);
        return true;
    }

    /// <summary>For a field that has thrown: takes back what it has written so far.</summary>
    public bool WriteDefect(DataMark field, Exception defect, bool isNonNull)
    {
        Return(field);
        Errors.TakeBack(field.Errors);
        Report(defect);
        return WriteFailure(Failure.Internal, isNonNull);
    }

    /// <summary>For a value of which a part is null that may not be.</summary>
    /// <param name="value">Where it begins.</param>
    /// <param name="isNonNull">Whether the value itself may not be null: then whatever surrounds it is next.</param>
    /// <returns>Whether null may stand here.</returns>
    public bool NullInstead(DataMark value, bool isNonNull)
    {
        Return(value);
        if (isNonNull)
        {
            return false;
        }

        Errors.TakeBack(value.Errors);
        Errors.Add(_cause!);
        Buffer.Write("null"u8);
        return true;
    }

    private void Return(DataMark mark)
    {
        Buffer.Length = mark.Length;
        Path.Depth = mark.Depth;
    }

    private bool Fail(Failure failure, bool isNonNull)
    {
        if (isNonNull)
        {
            _cause = ErrorOf(failure);
            return false;
        }

        if (Errors.HasRoom)
        {
            Errors.Add(ErrorOf(failure));
        }
        else
        {
            Errors.LeaveOut();
        }

        return true;
    }

    private void Report(Exception defect) => _scope.ReportDefect(Path.Field.Name, defect);

    private GraphError ErrorOf(Failure failure) => GraphError.Of(failure, _scope.TraceId) with
    {
        Path = Path.ToArray(),
        Locations = [Locations.Of(_scope.Document.Ast, Path.Field.Node)],
    };
}
