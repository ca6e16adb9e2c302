namespace Graph.HttpCaching.Purging;

/// <summary>Names in the order in which they came, each once. Where everything has changed, no name says more.</summary>
internal sealed class TokenSet
{
    private readonly HashSet<string> _tokens = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public int Count => _tokens.Count;

    public void Add(string token)
    {
        if (_tokens.Contains(SurrogateKeys.Everything))
        {
            return;
        }

        if (token == SurrogateKeys.Everything)
        {
            _tokens.Clear();
            _order.Clear();
        }

        if (_tokens.Add(token))
        {
            _order.Enqueue(token);
        }
    }

    /// <summary>Takes the first ones out.</summary>
    /// <param name="count">The most.</param>
    /// <param name="letters">The most letters, with a space for each; no name is longer.</param>
    public List<string> Take(int count, int letters)
    {
        var taken = new List<string>();
        while (taken.Count < count && _order.TryPeek(out var token) && (letters -= token.Length + 1) >= -1)
        {
            _order.Dequeue();
            _tokens.Remove(token);
            taken.Add(token);
        }

        return taken;
    }
}
