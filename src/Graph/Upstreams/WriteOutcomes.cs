using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Graph.Domains.Abstractions;
using Graph.Upstreams.Calls;
using Polly;

namespace Graph.Upstreams;

/// <summary>Tells what came of a write. It says that something was written, or was not, only where the upstream has said so.</summary>
internal sealed class WriteOutcomes(UpstreamFailures failures, InvalidResponses invalid)
{
    public WriteResult<T> Read<T>(Outcome<UpstreamResponse> outcome, UpstreamCall call, JsonTypeInfo<T> type)
    {
        if (outcome.Result is { IsSuccess: true } written)
        {
            return Written(written, call.Request.Path, type);
        }

        if (outcome.Result is { } response && Refusal<T>(response) is { } refusal && (!call.MayHaveArrived || IsFirstAnswer(refusal, call)))
        {
            return refusal;
        }

        return call.MayHaveArrived
            ? new WriteResult<T>.Failed(failures.OutcomeUnknown(hasKey: call.Request.MayRepeat))
            : new WriteResult<T>.Failed(NotWritten(outcome)) { MayBeWritten = BrokeOverIt(outcome) };
    }

    private WriteResult<T> Written<T>(UpstreamResponse response, UpstreamPath path, JsonTypeInfo<T> type)
    {
        var problem = response.BodyProblem;
        try
        {
            if (problem is null)
            {
                return new WriteResult<T>.Done(JsonBody.ReadOne(response.Body!.Memory, type));
            }
        }
        catch (JsonException exception)
        {
            problem = exception.Message;
        }

        invalid.Note(path, problem);
        return new WriteResult<T>.Failed(failures.ResultUnknown);
    }

    private static WriteResult<T>? Refusal<T>(UpstreamResponse response)
    {
        if (response.Status == HttpStatusCode.NotFound)
        {
            return new WriteResult<T>.NotFound();
        }

        if (!ProblemBody.Explains(response.Status))
        {
            return null;
        }

        var body = ProblemBody.Read(response.Status, response.Body?.Memory ?? default);
        return body.ConflictingVersion is { } version ? new WriteResult<T>.Conflict(version) : new WriteResult<T>.Refused(body.Problem);
    }

    /// <summary>Whether a refusal after a lost answer is that answer given again, as the contract has it for POST with a key. Of other
    /// methods it may be about what the lost attempt has left behind: a newer version, nothing to delete. And 409 without a reason is
    /// how some services say that the first attempt is still under way.</summary>
    private static bool IsFirstAnswer<T>(WriteResult<T> refusal, UpstreamCall call) =>
        call.Request.Method == HttpMethod.Post && refusal is not WriteResult<T>.Refused { Problem: { Status: 409, Type: "" } };

    // 503 is an answer of one who has not begun; with any other 5xx the service may have broken after it had written.
    private static bool BrokeOverIt(Outcome<UpstreamResponse> outcome) =>
        outcome.Result is { Status: >= HttpStatusCode.InternalServerError and not HttpStatusCode.ServiceUnavailable };

    // The process stops, and it was never sent.
    private Failure NotWritten(Outcome<UpstreamResponse> outcome) =>
        outcome.Exception is OperationCanceledException ? failures.Unavailable : failures.Of(outcome)!;
}
