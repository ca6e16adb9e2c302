namespace Graph.Domains.Abstractions;

/// <summary>A value, its absence, or a failure: one per key, so that one bad key never fails its batch.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public readonly struct LoadResult<T> : ILoadResult
{
    private LoadResult(T? value, Failure? failure, bool found)
    {
        Value = value;
        Failure = failure;
        IsFound = found;
    }

    /// <summary>The key names nothing. Also the default value. Gives null, without an error.</summary>
    public static LoadResult<T> NotFound => default;

    /// <summary>The value where <see cref="IsFound"/>.</summary>
    public T? Value { get; }

    /// <summary>Why there is no value; null when found or not found.</summary>
    public Failure? Failure { get; }

    /// <summary>Whether there is a value.</summary>
    public bool IsFound { get; }

    /// <summary>Whether <see cref="Failure"/> says why there is no value.</summary>
    public bool IsFailed => Failure is not null;

    object? ILoadResult.Value => Value;

    /// <summary>A value.</summary>
    public static implicit operator LoadResult<T>(T value) => new(value, null, value is not null);

    /// <summary>A failure.</summary>
    public static implicit operator LoadResult<T>(Failure failure) => new(default, failure, false);

    /// <summary>The value turned into another; absence and failure stay.</summary>
    public LoadResult<TOther> Select<TOther>(Func<T, TOther> map) =>
        IsFound ? map(Value!) : IsFailed ? Failure! : LoadResult<TOther>.NotFound;

    /// <inheritdoc/>
    public override string ToString() => IsFound ? $"Found({Value})" : IsFailed ? $"Failed({Failure})" : "NotFound";
}
