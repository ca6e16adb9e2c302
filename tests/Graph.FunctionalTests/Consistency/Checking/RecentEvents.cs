using System.Globalization;

namespace Graph.FunctionalTests.Consistency.Checking;

/// <summary>The last things that have befallen a key, for the words of a violation.</summary>
internal sealed class RecentEvents(long began)
{
    private const int Kept = 60;

    private readonly Queue<(long At, object What)> _events = new();

    public IEnumerable<KeyRead> Reads => _events.Select(recent => recent.What).OfType<KeyRead>();

    public void Add(long at, object what)
    {
        _events.Enqueue((at, what));
        if (_events.Count > Kept)
        {
            _events.Dequeue();
        }
    }

    /// <summary>One a line, in their order; a read stands where it ended, and says when it began.</summary>
    public override string ToString() => string.Join(Environment.NewLine, _events.OrderBy(recent => recent.At).Select(recent => recent.What switch
    {
        KeyRead read => $"  {Ms(recent.At)} {read} (began at {Ms(read.Start)})",
        Acknowledgement acknowledged => $"  {Ms(recent.At)} {acknowledged} (sent at {Ms(acknowledged.Start)})",
        var other => $"  {Ms(recent.At)} {other}",
    }));

    private string Ms(long at) => CheckerOptions.Between(began, at).TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture);
}
