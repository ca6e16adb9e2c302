using Graph.Domains.Abstractions;
using Graph.Execution.Introspection;
using Graph.Execution.Plans;
using Graph.Execution.Values;
using GraphQL.Execution;

namespace Graph.Execution.Running;

/// <summary>Writes the objects of a response: with what has been had ahead, and everything else straight from the records.</summary>
internal sealed class ObjectWriter(DataWriter data)
{
    private OperationScope _scope = null!;
    private bool _denies;

    /// <summary>Writes the response's data from its root on.</summary>
    /// <returns>False when a non-null root field has failed: then the data is null.</returns>
    public bool Write(Frame root, OperationScope scope)
    {
        _scope = scope;
        _denies = scope.Denied.Count > 0;
        var mark = data.Mark();
        var hasData = WriteObject(root.Plan, root.Rows[0]!, root, row: 0) || !data.NullInstead(mark, isNonNull: false);
        _scope = null!;
        return hasData;
    }

    private bool WriteObject(SelectionPlan plan, object value, Frame? frame, int row)
    {
        data.Path.Enter(plan);
        var fields = plan.Fields;
        for (var i = 0; i < fields.Length; i++)
        {
            var field = fields[i];
            data.Path.At(i);
            data.Buffer.Write(field.Opening);
            if (!WriteField(field, value, frame, row))
            {
                return false;
            }
        }

        data.Buffer.Write(fields.Length == 0 ? "{}"u8 : "}"u8);
        data.Path.Leave();
        return true;
    }

    private bool WriteField(FieldPlan field, object parent, Frame? frame, int row)
    {
        if (_denies && Denied(field) is { } denied)
        {
            return data.WriteFailure(denied, field.Definition!.IsNonNull);
        }

        var mark = data.Mark();
        try
        {
            return field.Kind switch
            {
                FieldKind.Leaf => field.Definition!.Reader!.Write(data, parent),
                FieldKind.TypeName => WriteTypeName(field),
                FieldKind.Introspection => WriteIntrospection(frame!.Columns[field.Column].At(row)),
                FieldKind.Objects => WriteValue(field.Definition!.Reader!.Read(parent), field.Definition.Shape!, field.Objects!, column: null),
                _ => WriteColumn(field, frame!.Columns[field.Column], row),
            };
        }
#pragma warning disable CA1031 // The boundary to the domains: a defect in one property costs its field, not the response.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            return data.WriteDefect(mark, defect, field.Definition?.IsNonNull ?? true);
        }
    }

    private bool WriteColumn(FieldPlan field, Column column, int row)
    {
        if (field.Objects is not { } objects)
        {
            return column.WriteLeaf(data, row);
        }

        if (objects.IsAhead)
        {
            foreach (var branch in column.Branches)
            {
                branch.Seek(row);
            }
        }

        return WriteValue(column.At(row), field.Definition!.Shape!, objects, column);
    }

    private bool WriteValue(object? value, ObjectShape shape, ObjectPlans objects, Column? column)
    {
        switch (value)
        {
            case null:
                return data.WriteNull(shape.IsNonNull);
            case Failure failure:
                return data.WriteFailure(failure, shape.IsNonNull);
        }

        var mark = data.Mark();
        if (shape.Elements is not null)
        {
            return WriteList(value, shape, objects, column) || data.NullInstead(mark, shape.IsNonNull);
        }

        return Defect(value, objects, column, out var index) is { } defect
            ? data.WriteDefect(mark, defect, shape.IsNonNull)
            : WriteObject(value, objects.Plans[index], column?.Branches[index]) || data.NullInstead(mark, shape.IsNonNull);
    }

    private bool WriteList(object list, ObjectShape shape, ObjectPlans objects, Column? column)
    {
        data.BeginList();
        var elements = new ListElements(list, shape.Elements!);
        var count = elements.Count;
        for (var i = 0; i < count; i++)
        {
            data.BeginElement(i);
            if (!WriteValue(elements[i], shape.Element!, objects, column))
            {
                // A list around this one goes on behind it.
                for (i++; column is not null && i < count; i++)
                {
                    column.Pass(elements[i], shape.Element!);
                }

                return false;
            }
        }

        data.EndList();
        return true;
    }

    private bool WriteObject(object value, SelectionPlan plan, Branch? branch) => plan.Ahead.Length == 0
        ? WriteObject(plan, value, frame: null, row: 0)
        : WriteObject(plan, value, branch!.Frame, branch.Next++);

    /// <summary>What keeps an object from being written; null when nothing does.</summary>
    private static InvalidOperationException? Defect(object value, ObjectPlans objects, Column? column, out int index)
    {
        index = objects.IndexOf(value);
        if (index < 0)
        {
            return new InvalidOperationException($"{value.GetType().Name} is behind no type that the field may have.");
        }

        return objects.Plans[index].Ahead.Length == 0 || column!.Branches[index].IsNext(value)
            ? null
            : new InvalidOperationException("The list has other elements each time that it is read.");
    }

    private bool WriteTypeName(FieldPlan field)
    {
        data.Buffer.Write(field.TypeName);
        return true;
    }

    private bool WriteIntrospection(object? node)
    {
        IntrospectionWriter.Write(data.Buffer, (ExecutionNode)node!);
        return true;
    }

    private Failure? Denied(FieldPlan field) =>
        field.Definition is { IsGuarded: true } guarded ? _scope.Denied.GetValueOrDefault(guarded.Coordinate) : null;
}
