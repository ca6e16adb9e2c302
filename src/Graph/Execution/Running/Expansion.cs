using Graph.Domains.Abstractions;
using Graph.Execution.Plans;

namespace Graph.Execution.Running;

/// <summary>From the values of a column to the frames of the objects in them.</summary>
internal static class Expansion
{
    /// <summary>Reads a column from its parents.</summary>
    public static void Read(Column column, OperationScope scope)
    {
        var reader = column.Field.Definition!.Reader!;
        var rows = column.Frame.Rows;
        for (var row = 0; row < rows.Length; row++)
        {
            try
            {
                column.Set(row, reader.Read(rows[row]!));
            }
#pragma warning disable CA1031 // The boundary to the domains: a defect in one property costs its field, not the response.
            catch (Exception defect)
#pragma warning restore CA1031
            {
                scope.ReportDefect(column.Field.Name, defect);
                column.Set(row, Failure.Internal);
            }
        }
    }

    /// <summary>Puts the objects of a column into frames, one for each type, and hands these on to be worked at.</summary>
    public static void Expand(Column column, FramePool frames, OperationScope scope)
    {
        if (column.Field.Objects is not { IsAhead: true } objects)
        {
            return;
        }

        var branches = column.Branches;
        var rows = column.Frame.Count;
        foreach (var branch in branches)
        {
            branch.Begin(rows);
        }

        for (var row = 0; row < rows; row++)
        {
            foreach (var branch in branches)
            {
                branch.StartRow(row);
            }

            Collect(column, row, objects, frames, scope);
        }

        foreach (var branch in branches)
        {
            if (branch.Frame is { } frame)
            {
                frame.Above = column;
                frames.Ready.Enqueue(frame);
            }
        }
    }

    private static void Collect(Column column, int row, ObjectPlans objects, FramePool frames, OperationScope scope)
    {
        try
        {
            Collect(column.At(row), column.Field.Definition!.Shape!, column.Branches, objects, frames);
        }
#pragma warning disable CA1031 // A list that throws does so again when it is written, which makes it an error of its field.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            scope.ReportDefect(column.Field.Name, defect);
        }
    }

    private static void Collect(object? value, ObjectShape shape, ReadOnlySpan<Branch> branches, ObjectPlans objects, FramePool frames)
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
                Collect(elements[i], shape.Element!, branches, objects, frames);
            }

            return;
        }

        var index = objects.IndexOf(value);
        if (index >= 0 && objects.Plans[index] is { Ahead.Length: > 0 } plan)
        {
            (branches[index].Frame ??= frames.Take(plan)).Add(value);
        }
    }
}
