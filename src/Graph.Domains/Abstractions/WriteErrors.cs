namespace Graph.Domains.Abstractions;

/// <summary>What a write's outcomes are called in a payload. Messages are the graph's own: an upstream's text never reaches a client.</summary>
/// <param name="NotFound">Says what does not exist.</param>
public sealed record WriteErrors(string NotFound)
{
    private const string OutOfStockType = "out-of-stock";
    private const string KeyReusedType = "idempotency-key-reused";

    /// <summary>What a refusal means that is the domain's own; null for one that it does not know. Default: knows none.</summary>
    public Func<Problem, UserError?> Refused { get; init; } = _ => null;

    /// <summary>The outcome as the mutation's payload. A failure is an error of the field instead.</summary>
    /// <param name="result">What came of the write.</param>
    /// <param name="payload">Makes the payload of what was written, or of the newest state and errors.</param>
    /// <param name="newest">Reads the state that a version conflict is about; null where a write expects no version.</param>
    public async ValueTask<LoadResult<TPayload>> PayloadAsync<T, TPayload>(
        WriteResult<T> result, Func<T?, IReadOnlyList<UserError>, TPayload> payload, Func<ValueTask<LoadResult<T>>>? newest = null)
        where T : class where TPayload : class =>
        result switch
        {
            WriteResult<T>.Done done => payload(done.Value, []),
            WriteResult<T>.Failed failed => failed.Failure,
            // That the newest state cannot be read takes nothing from the conflict.
            WriteResult<T>.Conflict when newest is not null => payload((await newest()).Value, [Of(result)]),
            _ => payload(null, [Of(result)]),
        };

    /// <summary>The typed error of an outcome that is neither done nor failed.</summary>
    public UserError Of<T>(WriteResult<T> result) => result switch
    {
        WriteResult<T>.Conflict conflict => new VersionConflict(
            $"It has been changed since: its version is {conflict.CurrentVersion} now.", (int)Math.Min(conflict.CurrentVersion, int.MaxValue)),
        WriteResult<T>.NotFound => new NotFound(NotFound),
        WriteResult<T>.Refused { Problem: var problem } => Refused(problem) ?? Unknown(problem),
        _ => throw new ArgumentException("It is done or failed.", nameof(result)),
    };

    /// <summary>The refusal of a service that has less of a product than asked for; null for another refusal.</summary>
    public static OutOfStock? OutOfStock(Problem problem, string productId)
    {
        if (problem.Type != OutOfStockType)
            return null;

        var available = Math.Max(0, problem.Int("available") ?? 0);
        return new($"There are only {available} of product {productId}.", productId, available);
    }

    private static InvalidInput Unknown(Problem problem) => problem.Type == KeyReusedType
        ? new("The key belongs to another request. Use a new one for each.", "idempotencyKey")
        : new("The service does not accept this input.");
}
