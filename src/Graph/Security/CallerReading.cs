namespace Graph.Security;

/// <summary>Who sent a request, or why it is refused. Neither: an anonymous caller.</summary>
internal readonly record struct CallerReading(Caller? Caller, CallerRefusal? Refusal)
{
    public static implicit operator CallerReading(Caller caller) => new(caller, null);

    public static implicit operator CallerReading(CallerRefusal refusal) => new(null, refusal);
}
