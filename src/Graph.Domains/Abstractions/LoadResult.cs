namespace Graph.Domains.Abstractions;

/// <summary>A value, its absence, or a failure: one per key, so that one bad key never fails its batch.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public readonly struct LoadResult<T> : ILoadResult
{
    // One reference and nothing else, since reads come in hundreds: the value, the failure, the mark of Unchanged, or nothing.
    private readonly object? _state;

    private LoadResult(object? state) => _state = state;

    /// <summary>The key names nothing. Also the default value. Gives null, without an error.</summary>
    public static LoadResult<T> NotFound => default;

    /// <summary>The upstream has nothing newer than <see cref="FetchContext.KnownVersion"/> (304). Only a fetch that was given one gets it;
    /// the engine puts its copy in this result's place, and no reader ever sees it.</summary>
    public static LoadResult<T> Unchanged => new(LoadResults.UnchangedMark);

    /// <summary>The value where <see cref="IsFound"/>.</summary>
    public T? Value => IsFound ? (T)_state! : default;

    /// <summary>Why there is no value; null when found or not found.</summary>
    public Failure? Failure => _state as Failure;

    /// <summary>Whether there is a value.</summary>
    public bool IsFound => _state is not (null or Abstractions.Failure) && !IsUnchanged;

    /// <summary>Whether <see cref="Failure"/> says why there is no value.</summary>
    public bool IsFailed => _state is Abstractions.Failure;

    /// <summary>Whether it is <see cref="Unchanged"/>.</summary>
    public bool IsUnchanged => ReferenceEquals(_state, LoadResults.UnchangedMark);

    object? ILoadResult.Value => Value;

    /// <summary>A value.</summary>
    public static implicit operator LoadResult<T>(T value) => new((object?)value);

    /// <summary>A failure.</summary>
    public static implicit operator LoadResult<T>(Failure failure) => new((object)failure);

    /// <summary>The value turned into another; what is none stays.</summary>
    public LoadResult<TOther> Select<TOther>(Func<T, TOther> map) =>
        IsFound ? map(Value!) : IsFailed ? Failure! : IsUnchanged ? LoadResult<TOther>.Unchanged : LoadResult<TOther>.NotFound;

    /// <inheritdoc/>
    public override string ToString() =>
        IsFound ? $"Found({Value})" : IsFailed ? $"Failed({Failure})" : IsUnchanged ? "Unchanged" : "NotFound";
}
