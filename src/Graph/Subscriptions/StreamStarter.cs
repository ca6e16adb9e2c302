using Graph.Domains.Abstractions;
using Graph.Execution;
using Graph.Execution.Binding;
using Graph.Execution.Documents;
using Graph.Execution.Results;
using Graph.Execution.Running;
using Graph.Execution.Schema;
using Graph.Execution.Streams;
using Graph.Subscriptions.Invalidations;
using GraphQLParser.AST;
using Microsoft.Extensions.Options;

namespace Graph.Subscriptions;

/// <summary>Finds the feed of a subscription or live query, or opens one, and joins it.</summary>
internal sealed class StreamStarter(
    ISubscriptionEngine engine, TypeRegistry types, VisibleNames visible, ResumePoints resume, FeedServices services, IOptions<LimitOptions> limits)
    : IStreamStarter
{
    private const string Since = "since";

    private readonly LimitOptions _limits = limits.Value;

    public async ValueTask<OperationResult> StartAsync(
        PreparedDocument document, GraphQLOperationDefinition operation, OperationRequest request, CancellationToken cancellation)
    {
        var plan = document.PlanOf(operation);
        if (operation.Operation == OperationType.Query)
        {
            var key = KeyOf(operation, request, plan.IsPrivate ? Sharing.None : Sharing.All);
            var live = OriginOf(document, operation, request, key);
            return Join(key, () => new LiveFeed(services, key, live), new Subscriber(_limits, MailboxPolicy.Replace));
        }

        var (subscription, errors) = await engine.PrepareAsync(document, operation, request);
        if (subscription is null)
        {
            return OperationResult.Refused(ResultOutcome.BadRequest, errors);
        }

        var field = new FieldCoordinate(nameof(OperationType.Subscription), subscription.Field);
        if (plan.DeniedTo(request.Viewer).TryGetValue(field, out var denied))
        {
            return Refused(denied, request);
        }

        return await StartAsync(document, operation, request, subscription, plan.IsPrivate, cancellation);
    }

    private async ValueTask<OperationResult> StartAsync(
        PreparedDocument document, GraphQLOperationDefinition operation, OperationRequest request, PreparedSubscription subscription, bool isPrivate,
        CancellationToken cancellation)
    {
        var binding = (SubscriptionBinding)types.Types[nameof(OperationType.Subscription)].Fields[subscription.Field];
        if (Refusal(binding, subscription) is { } refused)
        {
            return Refused(refused, request);
        }

        var (since, isLost, failure) = await resume.FindAsync(subscription.Arguments.Text(Since), cancellation);
        if (failure is not null)
        {
            return Refused(failure, request);
        }

        var key = KeyOf(operation, request, isPrivate ? Sharing.None : binding is InvalidationsBinding ? Sharing.Viewer : Sharing.All);
        var origin = OriginOf(document, operation, request, key);
        var policy = binding is StatesBinding ? MailboxPolicy.Replace : MailboxPolicy.Keep;
        return Join(key, () => FeedOf(key, origin, subscription, binding), new Subscriber(_limits, policy) { Since = since, IsLost = isLost });
    }

    private OperationResult Join(FeedKey? key, Func<Feed> create, Subscriber subscriber)
    {
        services.Feeds.Join(key, create, subscriber);
        return OperationResult.Started(subscriber);
    }

    private Feed FeedOf(FeedKey? key, Origin origin, PreparedSubscription subscription, SubscriptionBinding binding) => binding switch
    {
        StatesBinding states => new StateFeed(services, key, origin, subscription, states),
        AdditionsBinding additions => new AdditionsFeed(services, key, origin, subscription, additions),
        InvalidationsBinding => new InvalidationsFeed(services, key, origin, subscription, visible),
        _ => throw new InvalidOperationException($"Nothing serves subscriptions of {binding.GetType().Name}."),
    };

    private Failure? Refusal(SubscriptionBinding binding, PreparedSubscription subscription)
    {
        var named = binding switch
        {
            StatesBinding states => states.IdsOf(subscription.Arguments).Count,
            InvalidationsBinding => subscription.Arguments.Texts("tags").Count,
            _ => 1,
        };
        return named > _limits.ListItems
            ? Failure.BadInput($"'{subscription.Field}' may name at most {_limits.ListItems}, not {named} ({LimitOptions.SectionName}:{nameof(LimitOptions.ListItems)}).")
            : named == 0 && binding is StatesBinding ? Failure.BadInput($"'{subscription.Field}' names nothing to watch.")
            : null;
    }

    private static FeedKey? KeyOf(GraphQLOperationDefinition operation, OperationRequest request, Sharing sharing) => sharing == Sharing.None
        ? null
        : new FeedKey(
            request.Document, request.OperationName, FeedVariables.Canonical(request.Variables, SinceVariable(operation)),
            sharing == Sharing.Viewer ? request.Viewer?.Id : null);

    /// <summary>What others share must not know who has begun it.</summary>
    private static Origin OriginOf(PreparedDocument document, GraphQLOperationDefinition operation, OperationRequest request, FeedKey? key)
    {
        var kept = request with { Variables = request.Variables.ValueKind == System.Text.Json.JsonValueKind.Undefined ? default : request.Variables.Clone() };
        return new Origin(document, operation, key is null ? kept : kept with { Viewer = key.Value.Viewer is null ? null : request.Viewer, Token = null });
    }

    private static string? SinceVariable(GraphQLOperationDefinition operation)
    {
        foreach (var field in operation.SelectionSet.Selections.OfType<GraphQLField>())
        {
            if (field.Arguments?.Items.Find(argument => argument.Name.Value == Since)?.Value is GraphQLVariable variable)
            {
                return variable.Name.StringValue;
            }
        }

        return null;
    }

    private static OperationResult Refused(Failure failure, OperationRequest request) =>
        OperationResult.Refused(ResultOutcome.BadRequest, GraphError.Of(failure, request.TraceId));
}
