namespace Graph.Execution.Running;

/// <summary>The objects of one type below a column, and which of its rows have which of them.</summary>
internal sealed class Branch
{
    private int[] _starts = [];

    /// <summary>Null when nothing of these objects has to be had ahead, or there are none.</summary>
    public Frame? Frame { get; set; }

    /// <summary>The row of the object that the writer comes to next.</summary>
    public int Next { get; set; }

    public void Begin(int rows)
    {
        if (_starts.Length < rows)
        {
            _starts = new int[Math.Max(rows, _starts.Length * 2)];
        }
    }

    /// <summary>The objects of a row begin here.</summary>
    public void StartRow(int row) => _starts[row] = Frame?.Count ?? 0;

    /// <summary>Whether an object is the one that has been worked at for the next row.</summary>
    public bool IsNext(object value) => Frame is { } frame && Next < frame.Count && ReferenceEquals(frame.Rows[Next], value);

    /// <summary>Goes to the objects of a row. The writer may have left those of the row before early.</summary>
    public void Seek(int row) => Next = _starts[row];
}
