using System.Text.Json.Nodes;

namespace Graph.TestKit.Stub.Writes;

/// <summary>One write under way, under the data's lock. It first looks whether it may, and changes only then: all or nothing.</summary>
internal sealed class StubWrite(StubData data, StubLedger ledger, int number, StubWriteHeaders headers, JsonObject body)
{
    public StubData Data => data;

    public JsonObject Body => body;

    /// <summary>Whether something was changed.</summary>
    public bool HasWritten { get; private set; }

    public string? Subject => headers.Subject;

    /// <summary>The refusal, if the caller has seen another version than the one that is there.</summary>
    public StubReply? Behind(JsonObject entity)
    {
        var current = (int)entity["version"]!;
        return headers.IfMatch is { } expected && expected != current ? StubReply.VersionConflict(current) : null;
    }

    /// <summary>Notes an entity that is new.</summary>
    public void Created(string action, string key, JsonObject entity, params (string Name, JsonNode? Value)[] details) =>
        Note(action, key, entity, details);

    /// <summary>Changes an entity: one version more, and a line in the ledger.</summary>
    public void Changed(string action, string key, JsonObject entity, Action<JsonObject> change, params (string Name, JsonNode? Value)[] details)
    {
        change(entity);
        entity["version"] = (int)entity["version"]! + 1;
        entity["updatedAt"] = StubData.TimeOf(10_000 + number);
        Note(action, key, entity, details);
    }

    private void Note(string action, string key, JsonObject entity, (string Name, JsonNode? Value)[] details)
    {
        HasWritten = true;
        ledger.Add(new LedgerEntry(
            number, action, key, (int)entity["version"]!, headers.IdempotencyKey, headers.TraceId, headers.Subject,
            new JsonObject(details.Select(detail => KeyValuePair.Create(detail.Name, detail.Value))), (JsonObject)entity.DeepClone()));
    }
}
