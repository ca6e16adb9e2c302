using Graph.Caching.Shared;

namespace Graph.Tests.Caching.Instances;

/// <summary>A shared level whose reads and writes wait until the test lets them go, in any order. It compares nothing: whatever lands last
/// stays, so that readers alone have to judge.</summary>
internal sealed class HeldStore : ISharedStore
{
    private readonly Dictionary<string, byte[]> _kept = new(StringComparer.Ordinal);
    private readonly List<SharedWrite> _writes = [];
    private readonly List<(IReadOnlyList<string> Keys, TaskCompletionSource<byte[]?[]> Answer)> _reads = [];

    public bool IsPaused { get; set; }

    /// <summary>Whether another instance refreshes at this moment.</summary>
    public bool IsLeased { get; set; }

    /// <summary>Whether reads are answered and writes land as soon as they come.</summary>
    public bool AnswersAtOnce { get; set; }

    public int Pending => _reads.Count + _writes.Count;

    public int Reads { get; private set; }

    public IReadOnlyDictionary<string, byte[]> Kept => _kept;

    public ValueTask<byte[]?[]> ReadAsync(IReadOnlyList<string> keys)
    {
        Reads++;
        if (AnswersAtOnce)
        {
            return ValueTask.FromResult(Find(keys));
        }

        var answer = new TaskCompletionSource<byte[]?[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        _reads.Add((keys, answer));
        return new ValueTask<byte[]?[]>(answer.Task);
    }

    public void Write(IReadOnlyList<SharedWrite> writes)
    {
        _writes.AddRange(writes);
        while (AnswersAtOnce && _writes.Count > 0)
        {
            LandWrite(0);
        }
    }

    public ValueTask<bool[]> TryLeaseAsync(IReadOnlyList<string> keys, TimeSpan duration) =>
        ValueTask.FromResult<bool[]>([.. keys.Select(_ => !IsLeased)]);

    public void LandWrite(int number)
    {
        if (_writes.Count > 0)
        {
            var write = _writes[number % _writes.Count];
            _writes.Remove(write);
            _kept[write.Key] = write.Bytes.ToArray();
        }
    }

    public void ReturnRead(int number)
    {
        if (_reads.Count > 0)
        {
            var read = _reads[number % _reads.Count];
            _reads.Remove(read);
            read.Answer.SetResult(Find(read.Keys));
        }
    }

    public void Put(string key, byte[] bytes) => _kept[key] = bytes;

    public void Clear() => _kept.Clear();

    private byte[]?[] Find(IReadOnlyList<string> keys) => [.. keys.Select(key => _kept.GetValueOrDefault(key))];
}
