using Graph.Domains.Abstractions;
using Graph.Execution.Plans;
using Graph.Execution.Values;

namespace Graph.Execution.Running;

/// <summary>The values of one field for all rows of its frame.</summary>
internal sealed class Column
{
    private Branch[] _branches = [];
    private object?[] _values = [];
    private Failure? _failure;
    private PendingCall? _call;
    private int _offset;

    public Frame Frame { get; private set; } = null!;

    public FieldPlan Field { get; private set; } = null!;

    /// <summary>Where in the response its values stand, list indexes left out.</summary>
    public string Path => Frame.Above is { } above ? $"{above.Path}.{Field.ResponseKey}" : Field.ResponseKey;

    /// <summary>One for each type that the field's objects may have.</summary>
    public ReadOnlySpan<Branch> Branches => _branches.AsSpan(0, Field.Objects?.Plans.Length ?? 0);

    public void Begin(Frame frame, FieldPlan field)
    {
        Frame = frame;
        Field = field;
        var branches = field.Objects?.Plans.Length ?? 0;
        if (_branches.Length < branches)
        {
            _branches = [.. _branches, .. Enumerable.Range(_branches.Length, branches - _branches.Length).Select(_ => new Branch())];
        }
    }

    /// <summary>One failure for all rows.</summary>
    public void Fail(Failure failure) => _failure = failure;

    /// <summary>The rows' values are a call's, from an index on.</summary>
    public void Take(PendingCall call, int offset)
    {
        _call = call;
        _offset = offset;
    }

    /// <summary>The value of a row, or the failure that it has instead.</summary>
    public void Set(int row, object? value)
    {
        if (_values.Length < Frame.Count)
        {
            _values = new object?[Math.Max(Frame.Count, _values.Length * 2)];
        }

        _values[row] = value;
    }

    /// <returns>The value; a <see cref="Failure"/> where it failed.</returns>
    public object? At(int row) => _failure ?? (_call is null ? _values[row] : _call.At(_offset + row));

    public bool WriteLeaf(DataWriter data, int row)
    {
        var writer = Field.Definition!.Writer!;
        if (_call is not null && _failure is null)
        {
            return _call.Write(data, _offset + row, writer);
        }

        var value = At(row);
        return value is Failure failure ? data.WriteFailure(failure, writer.IsNonNull) : writer.WriteObject(data, value);
    }

    /// <summary>Goes past the objects in a value that is not written after all.</summary>
    public void Pass(object? value, ObjectShape shape)
    {
        if (value is null or Failure)
        {
            return;
        }

        if (shape.Elements is { } reader)
        {
            var elements = new ListElements(value, reader);
            var count = elements.Count;
            for (var i = 0; i < count; i++)
            {
                Pass(elements[i], shape.Element!);
            }

            return;
        }

        var index = Field.Objects!.IndexOf(value);
        if (index >= 0 && Field.Objects.Plans[index].Ahead.Length > 0)
        {
            _branches[index].Next++;
        }
    }

    public void End()
    {
        Array.Clear(_values, 0, Math.Min(_values.Length, Frame.Count));
        foreach (var branch in _branches)
        {
            branch.Frame = null;
        }

        _failure = null;
        _call = null;
        Frame = null!;
        Field = null!;
    }
}
