using System.Collections.Frozen;
using Graph.Caching;
using Graph.Caching.ResponseCache;
using Graph.Caching.Writes;
using Graph.Domains.Abstractions;
using Graph.Execution.Documents;
using GraphQLParser.AST;
using Microsoft.Extensions.Options;

namespace Graph.Execution.Responses;

/// <summary>Decides who may share the response of an operation: all, its viewer's own requests, or none. By the plan, never by what is read.</summary>
internal sealed class ResponseScope(EntityCache cache, IOptions<ResponseCacheOptions> options, IOptions<EntityCacheOptions> entities)
{
    private readonly Overlays _overlays = cache.Overlays;
    private readonly FrozenSet<string> _operations = options.Value.PrivateOperations.ToFrozenSet(StringComparer.Ordinal);
    private readonly FrozenSet<string> _types = options.Value.PrivateTypes.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether any response is kept.</summary>
    public bool IsOn { get; } = options.Value.Enabled && entities.Value.Enabled;

    /// <summary>Whether values are kept that responses are made of.</summary>
    public bool AreEntitiesKept { get; } = entities.Value.Enabled;

    /// <returns>What the response is kept by for all, and why this request may neither get a kept one nor leave one (in one word).</returns>
    public (ResponseKey Key, string? Bypass) Of(PreparedDocument document, GraphQLOperationDefinition operation, OperationRequest request)
    {
        if (!IsOn)
        {
            return (default, "off");
        }

        if (request.PassesCaches)
        {
            return (default, "position");
        }

        var plan = document.PlanOf(operation);
        return plan.IsPrivate && !MayKeepPrivate(plan, operation)
            ? (default, "private")
            : (OperationKeys.Of(document, operation, request.Variables), BypassOf(plan.IsPrivate, request.Viewer));
    }

    /// <summary>Why a viewer may not share a response that is kept; null when the viewer may.</summary>
    public string? BypassOf(bool isPrivate, Viewer? viewer) =>
        isPrivate && viewer is null ? "anonymous" // of whom there are many
        : viewer is not null && _overlays.Count > 0 ? "optimistic" // what the viewer has changed may not be in it yet (R17)
        : null;

    private bool MayKeepPrivate(OperationPlan plan, GraphQLOperationDefinition operation) =>
        (operation.Name is { } name && _operations.Contains(name.StringValue)) || plan.PrivateBy.All(_types.Contains);
}
