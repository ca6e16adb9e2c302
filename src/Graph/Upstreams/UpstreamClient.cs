using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Graph.Domains.Abstractions;
using Graph.Upstreams.Calls;
using Graph.Upstreams.Resilience;

namespace Graph.Upstreams;

/// <summary>A REST service, called through its resilience pipeline. Whatever it does, the outcome is a result.</summary>
internal sealed class UpstreamClient : IUpstream
{
    private readonly UpstreamPipeline _pipeline;
    private readonly HttpAttempt _attempt;
    private readonly UpstreamAddresses _addresses;
    private readonly TimeProvider _time;
    private readonly UpstreamFailures _failures;
    private readonly InvalidResponses _invalid;
    private readonly WriteOutcomes _outcomes;

    public UpstreamClient(
        UpstreamPipeline pipeline, HttpAttempt attempt, UpstreamAddresses addresses, TimeProvider time, ILogger logger)
    {
        (_pipeline, _attempt, _addresses, _time) = (pipeline, attempt, addresses, time);
        _failures = new UpstreamFailures(pipeline.Upstream);
        _invalid = new InvalidResponses(pipeline.Upstream, time, logger);
        _outcomes = new WriteOutcomes(_failures, _invalid);
    }

    public string Name => _pipeline.Upstream;

    public async ValueTask<LoadResult<T>> GetAsync<T>(UpstreamPath path, JsonTypeInfo<T> type, FetchContext context)
    {
        var response = await SendAsync(UpstreamRequest.Get(path, context.KnownVersion), context);
        if (!response.IsFound)
        {
            return response.Select<T>(_ => default!);
        }

        using var body = response.Value!.Body!;
        try
        {
            return JsonBody.ReadOne(body.Memory, type);
        }
        catch (JsonException exception)
        {
            return Invalid(path, exception.Message);
        }
    }

    public async ValueTask<LoadResult<T>[]> GetManyAsync<T>(
        UpstreamPath path, IReadOnlyList<string> keys, string keyProperty, JsonTypeInfo<T> type, FetchContext context)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        var response = await SendAsync(UpstreamRequest.Get(path), context);
        if (!response.IsFound)
        {
            // A batch read of unknown ids is an empty array; 404 means that the service has no such endpoint.
            return LoadResults.AllFailed<T>(keys.Count, response.Failure ?? Failed(_failures.Rejected(HttpStatusCode.NotFound)));
        }

        using var body = response.Value!.Body!;
        try
        {
            var batch = new BatchBody<T>(keyProperty, type, _failures.InvalidResponse);
            var results = batch.Read(body.Memory, keys);
            if (batch.Problem is { } problem)
            {
                Invalid(path, problem);
            }

            return results;
        }
        catch (JsonException exception)
        {
            return LoadResults.AllFailed<T>(keys.Count, Invalid(path, exception.Message));
        }
    }

    public async ValueTask<WriteResult<T>> SendAsync<T>(UpstreamWrite write, JsonTypeInfo<T> type, WriteContext context)
    {
        var result = await WriteAsync(UpstreamRequest.Of(write), type, context);
        if (result is WriteResult<T>.Failed failed)
        {
            UpstreamMetrics.Failed(Name, failed.Failure.Code);
        }

        return result;
    }

    private async ValueTask<WriteResult<T>> WriteAsync<T>(UpstreamRequest request, JsonTypeInfo<T> type, WriteContext context)
    {
        Uri baseAddress;
        try
        {
            baseAddress = await _addresses.GetAsync(Name, context.Cancellation);
        }
        catch (OperationCanceledException)
        {
            return new WriteResult<T>.Failed(_failures.Unavailable);
        }

        if (!UpstreamAddress.TryCombine(baseAddress, request.Path.PathAndQuery, out var address))
        {
            return new WriteResult<T>.NotFound();
        }

        var call = new UpstreamCall(request, address, context, _time.GetTimestamp());
        var outcome = await _pipeline.ExecuteAsync(_attempt, call);
        using var body = outcome.Result?.Body;
        return _outcomes.Read(outcome, call, type);
    }

    /// <summary>The answer to a call after all its attempts; not found where it was 404, unchanged where it was 304 to a known version.</summary>
    private async ValueTask<LoadResult<UpstreamResponse>> SendAsync(UpstreamRequest request, FetchContext context)
    {
        var baseAddress = await _addresses.GetAsync(Name, context.Cancellation);
        if (!UpstreamAddress.TryCombine(baseAddress, request.Path.PathAndQuery, out var address))
        {
            return LoadResult<UpstreamResponse>.NotFound;
        }

        var call = new UpstreamCall(request, address, context, _time.GetTimestamp());
        var outcome = await _pipeline.ExecuteAsync(_attempt, call);
        if (outcome.Exception is OperationCanceledException)
        {
            context.Cancellation.ThrowIfCancellationRequested();
        }

        if (outcome.Result is { IsSuccess: true, BodyProblem: { } problem })
        {
            return Invalid(request.Path, problem);
        }

        return request.KnownVersion is not null && outcome.Result is { Status: HttpStatusCode.NotModified } ? LoadResult<UpstreamResponse>.Unchanged
            : _failures.Of(outcome) is { } failure ? Failed(failure)
            : outcome.Result!.IsSuccess ? outcome.Result : LoadResult<UpstreamResponse>.NotFound;
    }

    private Failure Invalid(UpstreamPath path, string problem)
    {
        _invalid.Note(path, problem);
        return Failed(_failures.InvalidResponse);
    }

    private Failure Failed(Failure failure)
    {
        UpstreamMetrics.Failed(Name, failure.Code);
        return failure;
    }
}
