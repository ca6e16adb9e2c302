namespace Graph.TestKit.Register;

/// <summary>What is true of every key, and since when. Reads and writes of several keys are one step each, as in a database.</summary>
public sealed class RegisterTruth
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Stamp> _stamps = new(StringComparer.Ordinal);

    /// <param name="productIds">The products that there are, each with stock and two reviews.</param>
    public RegisterTruth(IReadOnlyList<string> productIds)
    {
        ProductIds = productIds;
        foreach (var id in productIds)
        {
            Write(RegisterKeys.Product(id), RegisterKeys.Inventory(id), RegisterKeys.Reviews(id));
            Write([.. RegisterKeys.ReviewsOf(id).Select(RegisterKeys.Review)]);
        }
    }

    /// <summary>Called within the step that made a state, in the order of the states.</summary>
    public event Action<string, Stamp>? Written;

    public IReadOnlyList<string> ProductIds { get; }

    /// <summary>Every key and its present state.</summary>
    public IReadOnlyDictionary<string, Stamp> Now()
    {
        lock (_lock)
        {
            return new Dictionary<string, Stamp>(_stamps, StringComparer.Ordinal);
        }
    }

    public Stamp Read(string key)
    {
        lock (_lock)
        {
            return _stamps.GetValueOrDefault(key);
        }
    }

    /// <summary>All of them as they are at one moment; of an unknown key number 0.</summary>
    public IReadOnlyDictionary<string, Stamp> Read(IEnumerable<string> keys)
    {
        lock (_lock)
        {
            return keys.Distinct().ToDictionary(key => key, key => _stamps.GetValueOrDefault(key), StringComparer.Ordinal);
        }
    }

    /// <summary>A new state of each key.</summary>
    public IReadOnlyList<Stamp> Write(params IReadOnlyList<string> keys)
    {
        lock (_lock)
        {
            return [.. keys.Select(key => Set(key, exists: true))];
        }
    }

    public Stamp Delete(string key)
    {
        lock (_lock)
        {
            return Set(key, exists: false);
        }
    }

    /// <summary>A new state of one key where a condition holds of the present one.</summary>
    public bool TryWrite(string key, Func<Stamp, bool> condition, out Stamp before, out Stamp after)
    {
        lock (_lock)
        {
            before = after = _stamps.GetValueOrDefault(key);
            if (!condition(before))
            {
                return false;
            }

            after = Set(key, exists: true);
            return true;
        }
    }

    private Stamp Set(string key, bool exists)
    {
        var stamp = new Stamp(_stamps.GetValueOrDefault(key).Number + 1, exists, TimeProvider.System.GetTimestamp());
        _stamps[key] = stamp;
        Written?.Invoke(key, stamp);
        return stamp;
    }
}
