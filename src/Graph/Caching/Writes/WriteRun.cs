using Graph.Caching.Flights;
using Graph.Domains.Abstractions;

namespace Graph.Caching.Writes;

/// <summary>One write from the first look at the entity to the record of its outcome.</summary>
/// <typeparam name="T">The entity.</typeparam>
/// <typeparam name="TAnswer">What the upstream answers.</typeparam>
internal sealed class WriteRun<T, TAnswer>(
    WriteParts parts,
    WriteTarget<T> target,
    WritePlan<T> plan,
    LoadRequest request,
    WriteCall context,
    Func<long?, WriteContext, ValueTask<WriteResult<TAnswer>>> call)
    where T : class
    where TAnswer : class
{
    private const int MaxRepetitions = 3;

    private long? _version;

    public WriteRecords<T> Records { get; } = new(parts, target, plan, request);

    /// <param name="written">Tells log and cache of an answer.</param>
    public async Task<WriteResult<TAnswer>> SendAsync(Func<TAnswer, BatchStart, Overlay?, Task> written)
    {
        request.Cancellation.ThrowIfCancellationRequested();
        if (plan is { Id: { } id, Expected: not null })
        {
            await target.SettledAsync(id, request); // what the client saw may have been what is only shown so far
        }

        if (await JudgeAsync() is { } refused)
        {
            return refused;
        }

        var overlay = Show();
        try
        {
            return await RepeatAsync(overlay, written);
        }
        finally
        {
            target.RollBack(overlay); // nothing once it is confirmed
        }
    }

    private async Task<WriteResult<TAnswer>> RepeatAsync(Overlay? overlay, Func<TAnswer, BatchStart, Overlay?, Task> written)
    {
        for (var repetition = 0; ; repetition++)
        {
            if (request.UpstreamCalls >= request.MaxUpstreamCalls)
            {
                return new WriteResult<TAnswer>.Failed(request.TooManyCalls);
            }

            if (!parts.Log.HasRoom)
            {
                return new WriteResult<TAnswer>.Failed(NoRoom);
            }

            request.Cancellation.ThrowIfCancellationRequested(); // the last chance: from here on it is not the request's any more
            request.CountUpstreamCalls(1);
            var start = target.Mark();
            var result = await CallAsync();
            target.Tell(request, plan.Id, start, ProblemIn(result));
            if (result is not WriteResult<TAnswer>.Conflict { CurrentVersion: var currentVersion })
            {
                await EndAsync(result, start, overlay, written);
                return result;
            }

            if (plan.Expected is not null || _version is null || repetition == MaxRepetitions)
            {
                target.RollBack(overlay);
                await Records.OvertakenAsync(currentVersion);
                return result;
            }

            await Records.OvertakenAsync(currentVersion);
            if (await JudgeAsync() is { } refused)
            {
                return refused;
            }
        }
    }

    /// <summary>Reads the entity where it must be looked at, and finds the version that goes along.</summary>
    /// <returns>Why nothing is sent; null when it is.</returns>
    private async ValueTask<WriteResult<TAnswer>?> JudgeAsync()
    {
        _version = plan.Expected;
        if (plan.Id is not { } id)
        {
            return null;
        }

        if (!plan.Reads)
        {
            Records.Before = target.Known(id, request);
            return null;
        }

        var read = await target.ReadAsync(id, plan.Expected ?? 0, request);
        if (!read.IsFound)
        {
            return read.Failure is { } failure ? new WriteResult<TAnswer>.Failed(failure) : new WriteResult<TAnswer>.NotFound();
        }

        Records.Before = read.Value;
        if (plan.Check?.Invoke(read.Value!) is { } forbidden)
        {
            return new WriteResult<TAnswer>.Failed(forbidden);
        }

        // An older version than the one to be changed says nothing about who may change that one.
        var version = target.VersionOf(read.Value!);
        if (version < plan.Expected)
        {
            return new WriteResult<TAnswer>.Conflict(version.Value);
        }

        _version ??= version;
        return null;
    }

    private Overlay? Show() => plan is { Id: { } id, Change: { } change } ? target.Show(id, change, Records.Before, request) : null;

    private async ValueTask<WriteResult<TAnswer>> CallAsync()
    {
        try
        {
            return await call(_version, context);
        }
#pragma warning disable CA1031 // The boundary of a domain's code: something may have been sent before it threw.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            if (!parts.Stopping.IsCancellationRequested)
            {
                Log.WriteThrew(parts.Logger, plan.Source.Name, HiddenDefect.Of(plan.Source, defect));
            }

            return new WriteResult<TAnswer>.Failed(OutcomeUnknown);
        }
    }

    private async Task EndAsync(
        WriteResult<TAnswer> result, BatchStart start, Overlay? overlay, Func<TAnswer, BatchStart, Overlay?, Task> written)
    {
        if (result is WriteResult<TAnswer>.Done { Value: var answer })
        {
            await written(answer, start, overlay);
            return;
        }

        target.RollBack(overlay);
        if (result is WriteResult<TAnswer>.NotFound)
        {
            await Records.AbsentAsync();
        }
        else if (result is WriteResult<TAnswer>.Failed { MayBeWritten: true })
        {
            await Records.UnknownAsync();
        }
    }

    private static string? ProblemIn(WriteResult<TAnswer> result) => result switch
    {
        WriteResult<TAnswer>.Conflict => "conflict",
        WriteResult<TAnswer>.NotFound => "not_found",
        WriteResult<TAnswer>.Refused => "refused",
        WriteResult<TAnswer>.Failed { Failure.Code: var code } => code,
        _ => null,
    };

    // Once it is written everybody has to be told, and there is no room for that.
    private static Failure NoRoom => new(
        ErrorCodes.Overloaded, "The invalidation log is away and too many writes wait for it (Redis:MaxOutbox). Nothing was written; try again later.")
    {
        Retryable = true,
    };

    private static Failure OutcomeUnknown => new(
        ErrorCodes.OutcomeUnknown, "The write was cut short; it may have been made or not. Read the data before you write again.");
}
