namespace Graph.Hosting.Admin;

/// <summary>What a walk over memory has found of one source.</summary>
internal sealed class SourceTally(int agesOfEvery)
{
    private readonly long[] _states = new long[Enum.GetValues<EntryState>().Length];
    private readonly List<TimeSpan> _ages = [];
    private TimeSpan _youngest = TimeSpan.MaxValue;
    private TimeSpan _oldest = TimeSpan.MinValue;
    private long _entries;

    public EntriesNow Now => new(
        _states[(int)EntryState.Fresh], _states[(int)EntryState.Stale], _states[(int)EntryState.Negative],
        _states[(int)EntryState.Expired], _states[(int)EntryState.Invalidated]);

    /// <summary>Null when there were no values. Only the median may come from a sample.</summary>
    public AgesReport? Ages => _entries == 0 ? null : new AgesReport(Seconds(_youngest), Seconds(Median()), Seconds(_oldest));

    public void Add(EntryState state, TimeSpan age)
    {
        _states[(int)state]++;
        _youngest = age < _youngest ? age : _youngest;
        _oldest = age > _oldest ? age : _oldest;
        if (_entries++ % agesOfEvery == 0) // the first one always, so that no type is without
        {
            _ages.Add(age);
        }
    }

    private TimeSpan Median()
    {
        _ages.Sort();
        return _ages[_ages.Count / 2];
    }

    private static double Seconds(TimeSpan age) => Math.Round(age.TotalSeconds, 3);
}
