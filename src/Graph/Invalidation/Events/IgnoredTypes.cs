namespace Graph.Invalidation.Events;

/// <summary>Says once of each type that nobody wants its events, and of no more types than a mistake can have.</summary>
internal sealed class IgnoredTypes(ILogger<IgnoredTypes> logger)
{
    public const int MaxTypes = 100;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public void Note(string type)
    {
        if (IsNew(type))
        {
            Log.EventIgnored(logger, type);
        }
    }

    private bool IsNew(string type)
    {
        lock (_lock)
        {
            return _known.Count < MaxTypes && _known.Add(type);
        }
    }
}
