using System.Collections.Concurrent;
using System.Text;
using Graph.Domains.Abstractions;
using Graph.Execution;
using Graph.Execution.Documents;
using Graph.Execution.Results;
using Graph.Execution.Streams;
using Graph.TestKit;
using GraphQLParser.AST;

namespace Graph.Tests.Transport.Realtime;

/// <summary>Subscriptions whose results the test gives. What a field does is told by its name.</summary>
internal sealed class TestSubscriptions : IStreamStarter
{
    public const string Sdl = """

        type Subscription { countdown(from: Int!): Int forever: Int silent: Int refused: Int failing: Int broken: Int held: Int }
        """;

    private readonly ConcurrentQueue<ResultMailbox> _open = new();
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LimitOptions Limits { get; init; } = new();

    public MailboxPolicy Policy { get; init; } = MailboxPolicy.Keep;

    public ConcurrentQueue<OperationRequest> Requests { get; } = new();

    /// <summary>Subscriptions that nobody has ended. Asking posts a result to each.</summary>
    public int CountOpen() => _open.Count(mailbox => mailbox.Post(Payload("ping", 0)));

    public void Post(string field, int value)
    {
        foreach (var mailbox in _open)
        {
            mailbox.Post(Payload(field, value));
        }
    }

    public void Complete(StreamEnd end)
    {
        foreach (var mailbox in _open)
        {
            mailbox.Complete(end);
        }
    }

    /// <summary>Lets subscriptions to <c>held</c> begin.</summary>
    public void Release() => _held.TrySetResult();

    public Task UntilOpenAsync(int count) => Patience.UntilAsync(() => Task.FromResult(_open.Count == count), () => $"{_open.Count} subscriptions instead of {count}");

    public async ValueTask<OperationResult> StartAsync(
        PreparedDocument document, GraphQLOperationDefinition operation, OperationRequest request, CancellationToken cancellation)
    {
        Requests.Enqueue(request);
        var field = (GraphQLField)operation.SelectionSet.Selections[0];
        var name = field.Name.StringValue;
        var mailbox = new ResultMailbox(Limits, Policy);
        switch (name)
        {
            case "refused":
                return OperationResult.Refused(ResultOutcome.BadRequest, new GraphError(ErrorCodes.Forbidden, "Refused by the test."));
            case "broken":
                return OperationResult.Started(new BrokenStream());
            case "held":
                await _held.Task.WaitAsync(cancellation);
                _open.Enqueue(mailbox);
                break;
            case "failing":
                mailbox.Post(Payload(name, 1));
                mailbox.Complete(new StreamEnd(StreamEndReason.Failed, new GraphError(ErrorCodes.UpstreamUnavailable, "Failed by the test.")));
                break;
            case "countdown":
                for (var value = From(field); value >= 0; value--)
                {
                    mailbox.Post(Payload(name, value));
                }

                mailbox.Complete(StreamEnd.Completed);
                break;
            case "forever":
                mailbox.Post(Payload(name, 0));
                goto default;
            default:
                _open.Enqueue(mailbox);
                break;
        }

        return OperationResult.Started(mailbox);
    }

    private static int From(GraphQLField field) =>
        int.Parse(((GraphQLIntValue)field.Arguments!.Items[0].Value).Value.Span, System.Globalization.CultureInfo.InvariantCulture);

    private static ResultPayload Payload(string field, int value) =>
        new(Encoding.UTF8.GetBytes($$$"""{"data":{"{{{field}}}":{{{value}}}}}"""), HasExtensions: false);

    private sealed class BrokenStream : IResultStream
    {
        public StreamEnd End => StreamEnd.Completed;

        public ValueTask<ResultPayload?> ReadAsync() => throw new InvalidOperationException("secret of a broken stream");

        public ValueTask DisposeAsync() => default;
    }
}
