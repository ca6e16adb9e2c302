namespace Graph.Transport.GraphQLTransportWs;

/// <summary>The operations of one socket: which ids are taken, and how many still run.</summary>
/// <remarks>A list, for they are few and most often one: a dictionary of one takes three times as much.</remarks>
internal sealed class OperationTable
{
    private readonly List<SocketOperation> _operations = [];
    private TaskCompletionSource? _allEnded;
    private int _running;

    /// <summary>Ids that are taken.</summary>
    public int Count
    {
        get
        {
            lock (_operations)
            {
                return _operations.Count;
            }
        }
    }

    /// <summary>Whether nothing runs any more, also of those whose id is free again.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_operations)
            {
                return _running == 0;
            }
        }
    }

    public bool Contains(string id)
    {
        lock (_operations)
        {
            return _operations.Exists(operation => operation.Id == id);
        }
    }

    public void Add(SocketOperation operation)
    {
        lock (_operations)
        {
            _operations.Add(operation);
            _running++;
        }
    }

    /// <summary>Frees an id.</summary>
    public SocketOperation? Remove(string id)
    {
        lock (_operations)
        {
            var operation = _operations.Find(operation => operation.Id == id);
            if (operation is not null)
            {
                _operations.Remove(operation);
            }

            return operation;
        }
    }

    /// <summary>Frees the operation's id, if it is still this one's.</summary>
    public void Release(SocketOperation operation)
    {
        lock (_operations)
        {
            _operations.Remove(operation);
        }
    }

    /// <summary>Notes that nothing is left of an operation.</summary>
    public void Ended(SocketOperation operation)
    {
        Release(operation);
        lock (_operations)
        {
            if (--_running == 0)
            {
                _allEnded?.TrySetResult();
            }
        }
    }

    public Task WhenIdle()
    {
        lock (_operations)
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
        lock (_operations)
        {
            return [.. _operations];
        }
    }
}
