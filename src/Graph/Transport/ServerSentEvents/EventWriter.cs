using System.Buffers;
using System.IO.Pipelines;
using Graph.Execution.Results;
using Graph.Execution.Streams;
using Graph.Transport.Realtime;

namespace Graph.Transport.ServerSentEvents;

/// <summary>Writes one event at a time, and flushes it as it happens.</summary>
internal sealed class EventWriter(PipeWriter body, TimeProvider time, CancellationToken clientGone)
{
    private readonly SendGate _gate = new(time);
    private long _written = time.GetTimestamp();
    private bool _completed;

    public bool IsStuck(long now, TimeSpan timeout) => _gate.IsStuck(now, timeout);

    /// <summary>Whether nothing has been written for that long, nor is being written.</summary>
    public bool IsSilent(long now, TimeSpan interval) => _gate.IsFree && time.GetElapsedTime(Volatile.Read(ref _written), now) >= interval;

    /// <summary>A line that clients ignore, for all that cuts silent connections. It also brings the headers to the client.</summary>
    public Task CommentAsync() => WriteAsync(static (output, _) => output.Write(":\n\n"u8), 0, isEvent: false);

    public Task NextAsync(ResultPayload result) => WriteAsync(
        static (output, result) =>
        {
            output.Write("event: next\ndata: "u8);
            result.WriteTo(output);
            output.Write("\n\n"u8);
        },
        result);

    public Task NextAsync(OperationResult result) => WriteAsync(
        static (output, result) =>
        {
            output.Write("event: next\ndata: "u8);
            ResultWriter.Write(output, result);
            output.Write("\n\n"u8);
        },
        result);

    /// <summary>The last event; nothing is written after it. With a line of data, for without one EventSource would not tell of it.</summary>
    public Task CompleteAsync() => WriteAsync(static (output, _) => output.Write("event: complete\ndata:\n\n"u8), 0, isLast: true);

    private async Task WriteAsync<T>(Action<IBufferWriter<byte>, T> write, T value, bool isEvent = true, bool isLast = false)
    {
        await _gate.EnterAsync();
        try
        {
            clientGone.ThrowIfCancellationRequested();
            if (_completed)
            {
                return;
            }

            _completed = isLast;
            write(body, value);
            await body.FlushAsync(clientGone);
            Volatile.Write(ref _written, time.GetTimestamp());
            if (isEvent)
            {
                RealtimeMetrics.CountSent(RealtimeTransport.EventStream);
            }
        }
        finally
        {
            _gate.Exit();
        }
    }
}
