namespace Graph.FunctionalTests.Consistency.Checking;

/// <summary>A bound that only rises, over time or over positions: asked what it was at one point, it says the highest of all that came before.</summary>
internal sealed class Staircase<T>(IComparer<T>? comparer = null)
{
    private readonly IComparer<T> _comparer = comparer ?? Comparer<T>.Default;
    private readonly List<(T At, int Height)> _steps = [];

    /// <summary>From this point on it is at least so high. Points may come out of order.</summary>
    public void Raise(T at, int height)
    {
        var first = CountUpTo(at);
        if (first > 0 && _steps[first - 1].Height >= height)
        {
            return;
        }

        var end = first;
        while (end < _steps.Count && _steps[end].Height <= height)
        {
            end++;
        }

        _steps.RemoveRange(first, end - first);
        _steps.Insert(first, (at, height));
    }

    /// <summary>What it was just before a point; 0 where nothing had raised it.</summary>
    public int Before(T at) => HeightOf(CountBefore(at));

    /// <summary>What it is at a point.</summary>
    public int UpTo(T at) => HeightOf(CountUpTo(at));

    private int HeightOf(int count) => count == 0 ? 0 : _steps[count - 1].Height;

    private int CountBefore(T at) => Count(step => _comparer.Compare(step, at) < 0);

    private int CountUpTo(T at) => Count(step => _comparer.Compare(step, at) <= 0);

    // How many steps from the first on are in. What is asked for is nearly always near the end.
    private int Count(Func<T, bool> isIn)
    {
        var count = _steps.Count;
        while (count > 0 && !isIn(_steps[count - 1].At))
        {
            count--;
        }

        return count;
    }
}
