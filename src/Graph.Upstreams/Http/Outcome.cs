namespace Graph.Upstreams.Http;

/// <summary>What a write comes to: the new value, or the problem that kept it from happening.</summary>
internal readonly record struct Outcome<T>
    where T : class
{
    private readonly T? _value;
    private readonly Problem? _problem;

    private Outcome(T? value, Problem? problem) => (_value, _problem) = (value, problem);

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Problem problem) => new(null, problem);

    public Answer ToAnswer(Func<T, Answer> success) => _problem is null ? success(_value!) : Answer.Of(_problem);
}
