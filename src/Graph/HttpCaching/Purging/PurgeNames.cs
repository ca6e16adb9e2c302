using System.Threading.Channels;

namespace Graph.HttpCaching.Purging;

/// <summary>What one shared cache has still to be told: names of <c>Surrogate-Key</c>, each once, to be told at once and once more later. Bounded;
/// past the bound it is told that everything has changed.</summary>
internal sealed class PurgeNames : IDisposable
{
    /// <summary>Letters of one header: Varnish takes 8 KB.</summary>
    public const int MaxLetters = 4_000;

    /// <summary>Changes within this share of <see cref="PurgeOptions.Again"/> are told again together.</summary>
    private const int SharesOfAgain = 8;

    private readonly PurgeOptions _options;
    private readonly TimeProvider _time;
    private readonly long _again;
    private readonly TokenSet _now = new();
    private readonly Queue<Later> _later = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private Later? _newest;

    public PurgeNames(PurgeOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _again = (long)(options.Again.TotalSeconds * time.TimestampFrequency);
        _timer = time.CreateTimer(_ => _wake.Writer.TryWrite(true), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Names that wait to be told at once.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _now.Count;
            }
        }
    }

    /// <summary>Adds names to be told now and again. Takes no other lock and never waits.</summary>
    public void Add(IReadOnlyCollection<string> tokens)
    {
        lock (_gate)
        {
            var later = OpenUnsafe(_time.GetTimestamp());
            foreach (var token in tokens)
            {
                _now.Add(Fitting(token));
                later.Tokens.Add(Fitting(token));
            }

            if (_now.Count > _options.MaxNames)
            {
                _now.Add(SurrogateKeys.Everything);
            }

            if (_later.Sum(some => some.Tokens.Count) > _options.MaxNames)
            {
                foreach (var some in _later)
                {
                    some.Tokens.Add(SurrogateKeys.Everything);
                }
            }
        }

        _wake.Writer.TryWrite(true);
    }

    /// <summary>Names whose purge has failed: they wait again, but for no second time after that.</summary>
    public void PutBack(IReadOnlyCollection<string> tokens)
    {
        lock (_gate)
        {
            foreach (var token in tokens)
            {
                _now.Add(token);
            }
        }
    }

    /// <summary>Takes the names of one request, the longest-waiting ones; none when nothing is to be told now.</summary>
    public IReadOnlyList<string> Take()
    {
        lock (_gate)
        {
            MoveDueUnsafe(_time.GetTimestamp());
            return _now.Take(_options.BatchSize, MaxLetters);
        }
    }

    /// <summary>Waits until <see cref="Take"/> may find something.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellation) => await _wake.Reader.ReadAsync(cancellation);

    public void Dispose() => _timer.Dispose();

    private Later OpenUnsafe(long now)
    {
        if (_newest is not null && now - _newest.Opened < _again / SharesOfAgain)
        {
            return _newest;
        }

        _newest = new Later(now, now + _again + (_again / SharesOfAgain));
        _later.Enqueue(_newest);
        if (_later.Count == 1)
        {
            SetTimerUnsafe(now);
        }

        return _newest;
    }

    private void MoveDueUnsafe(long now)
    {
        var moved = false;
        while (_later.TryPeek(out var first) && first.Due <= now)
        {
            moved = true;
            _later.Dequeue();
            foreach (var token in first.Tokens.Take(int.MaxValue, int.MaxValue))
            {
                _now.Add(token);
            }
        }

        if (moved)
        {
            _newest = _later.Count == 0 ? null : _newest;
            SetTimerUnsafe(now);
        }
    }

    private void SetTimerUnsafe(long now)
    {
        if (_later.TryPeek(out var first))
        {
            // A timer counts whole milliseconds, and one that fires too early would find nothing due.
            var wait = TimeSpan.FromMilliseconds(Math.Ceiling((first.Due - now) * 1000.0 / _time.TimestampFrequency) + 1);
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    private static string Fitting(string token) => token.Length > MaxLetters ? SurrogateKeys.Everything : token;

    /// <summary>What is to be told again.</summary>
    private sealed record Later(long Opened, long Due)
    {
        public TokenSet Tokens { get; } = new();
    }
}
