using BitFaster.Caching.Lru;
using Graph.Caching.ResponseCache;
using Graph.Domains.Abstractions;
using Graph.Execution.Results;
using Microsoft.Extensions.Options;

namespace Graph.Execution.Responses;

/// <summary>What requests mean whose bytes have been seen before, so that their responses are found before anything is parsed.</summary>
internal sealed class KnownRequests(ResponseScope scope, ResponseStore store, ResponseTimes times, IOptions<ResponseCacheOptions> options)
{
    private readonly ConcurrentLru<ResponseKey, KnownRequest> _known = new(
        Environment.ProcessorCount, options.Value.MaxKnownRequests, EqualityComparer<ResponseKey>.Default);

    public int Count => _known.Count;

    /// <summary>Whether it is worth the hash of a request to ask.</summary>
    public bool IsOn => scope.IsOn;

    /// <summary>The response to a request that has neither a position nor a wish for an explanation.</summary>
    /// <param name="bytes">The SHA-256 of its bytes.</param>
    /// <param name="viewer">Whose it is.</param>
    /// <param name="position">What a client has seen at most that is answered now.</param>
    /// <returns>Null when the request has to be looked at: it is not known, nothing is kept, or that is to be made anew.</returns>
    public OperationResult? Find(ResponseKey bytes, Viewer? viewer, string position)
    {
        if (!_known.TryGet(bytes, out var known)
            || scope.BypassOf(known.IsPrivate, viewer) is not null
            || !store.TryGet(known.IsPrivate ? known.Key.For(viewer!) : known.Key, out var response))
        {
            return null;
        }

        var age = times.AgeOf(response.Life);
        return age == ResponseAge.Expired || (age == ResponseAge.Stale && times.IsDue(response))
            ? null
            : ResponseCaching.Serve(response, age, known.Operation, position);
    }

    /// <summary>Remembers what a request has meant, if its response is kept.</summary>
    public void Remember(ResponseKey bytes, OperationResult result)
    {
        if (result is { Response: not null, Operation: { } operation, PublicKey: { } key } && !_known.TryGet(bytes, out _))
        {
            _known.AddOrUpdate(bytes, new KnownRequest(key, result.IsPrivate, operation));
        }
    }

    /// <param name="Key">What the response is kept by; of a private one, before it is made the viewer's own.</param>
    /// <param name="IsPrivate">Whether it is one viewer's own.</param>
    /// <param name="Operation">For logs.</param>
    private sealed record KnownRequest(ResponseKey Key, bool IsPrivate, OperationIdentity Operation);
}
