namespace Graph.Transport.GraphQLTransportWs;

/// <summary>The operations of one socket: which ids are taken, and how many still run.</summary>
internal sealed class OperationTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SocketOperation> _byId = new(StringComparer.Ordinal);
    private TaskCompletionSource? _allEnded;
    private int _running;

    /// <summary>Ids that are taken.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _byId.Count;
            }
        }
    }

    /// <summary>Whether nothing runs any more, also of those whose id is free again.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return _running == 0;
            }
        }
    }

    public bool Contains(string id)
    {
        lock (_gate)
        {
            return _byId.ContainsKey(id);
        }
    }

    public void Add(SocketOperation operation)
    {
        lock (_gate)
        {
            _byId.Add(operation.Id, operation);
            _running++;
        }
    }

    /// <summary>Frees an id.</summary>
    public SocketOperation? Remove(string id)
    {
        lock (_gate)
        {
            return _byId.Remove(id, out var operation) ? operation : null;
        }
    }

    /// <summary>Frees the operation's id, if it is still this one's.</summary>
    public void Release(SocketOperation operation)
    {
        lock (_gate)
        {
            if (_byId.GetValueOrDefault(operation.Id) == operation)
            {
                _byId.Remove(operation.Id);
            }
        }
    }

    /// <summary>Notes that nothing is left of an operation.</summary>
    public void Ended(SocketOperation operation)
    {
        Release(operation);
        lock (_gate)
        {
            if (--_running == 0)
            {
                _allEnded?.TrySetResult();
            }
        }
    }

    public Task WhenIdle()
    {
        lock (_gate)
        {
            if (_running == 0)
            {
                return Task.CompletedTask;
            }

            _allEnded ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _allEnded.Task;
        }
    }

    /// <summary>Those whose ids are taken.</summary>
    public SocketOperation[] All()
    {
        lock (_gate)
        {
            return [.. _byId.Values];
        }
    }
}
