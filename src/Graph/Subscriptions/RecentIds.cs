namespace Graph.Subscriptions;

/// <summary>Ids that came lately, up to a number of them.</summary>
internal sealed class RecentIds(int most)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Queue<string> _age = new();

    /// <returns>False when it is among them already.</returns>
    public bool Add(string id)
    {
        if (!_ids.Add(id))
        {
            return false;
        }

        _age.Enqueue(id);
        if (_age.Count > most)
        {
            _ids.Remove(_age.Dequeue());
        }

        return true;
    }
}
