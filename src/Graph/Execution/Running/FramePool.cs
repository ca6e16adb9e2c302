using Graph.Execution.Plans;

namespace Graph.Execution.Running;

/// <summary>The frames of one operation, kept with their room for the next one.</summary>
internal sealed class FramePool
{
    /// <summary>An operation with more objects than this leaves its frames to the garbage collector.</summary>
    private const int MostRowsKept = 16_384;

    private readonly List<Frame> _frames = [];
    private int _used;

    /// <summary>Those that have all their rows, and whose fields can be had.</summary>
    public Queue<Frame> Ready { get; } = new();

    public Frame Take(SelectionPlan plan)
    {
        if (_used == _frames.Count)
        {
            _frames.Add(new Frame());
        }

        var frame = _frames[_used++];
        frame.Begin(plan);
        return frame;
    }

    public void TakeBack()
    {
        var rows = 0;
        for (var i = 0; i < _used; i++)
        {
            rows += _frames[i].Count;
            _frames[i].End();
        }

        _used = 0;
        if (rows > MostRowsKept)
        {
            _frames.Clear();
        }
    }
}
