using System.Text;

namespace Graph.Execution.Persisted;

/// <summary>How much of what clients register may still be written to Redis. Anybody can register, and what is written stays for
/// <c>Persisted:SharedFor</c>; so that is the time in which no more than memory would hold is written.</summary>
internal sealed class WriteAllowance(PersistedOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private long _began = time.GetTimestamp();
    private int _documents;
    private long _bytes;

    public bool TryTake(string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        lock (_lock)
        {
            if (time.GetElapsedTime(_began) >= options.SharedFor)
            {
                (_began, _documents, _bytes) = (time.GetTimestamp(), 0, 0);
            }

            if (_documents >= options.MaxDocuments || _bytes + bytes > options.MaxBytes)
            {
                return false;
            }

            _documents++;
            _bytes += bytes;
            return true;
        }
    }
}
