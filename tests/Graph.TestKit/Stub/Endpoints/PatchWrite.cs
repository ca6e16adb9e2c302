using System.Text.Json.Nodes;
using Graph.TestKit.Stub.Writes;

namespace Graph.TestKit.Stub.Endpoints;

/// <summary>PATCH of an entity: what is absent or null stays as it is, and what is unknown is refused.</summary>
internal static class PatchWrite
{
    public static StubReply Run(StubWrite write, string action, string key, JsonObject? entity, params string[] fields)
    {
        if (entity is null)
        {
            return StubReply.NotFound();
        }

        if (write.Body.FirstOrDefault(member => !fields.Contains(member.Key)) is { Key: { } unknown })
        {
            return StubReply.Invalid($"Unknown member '{unknown}'.");
        }

        if (write.Behind(entity) is { } behind)
        {
            return behind;
        }

        write.Changed(action, key, entity, Apply, [.. write.Body.Select(member => (member.Key, member.Value?.DeepClone()))]);
        return StubReply.Done(entity);

        void Apply(JsonObject changed)
        {
            foreach (var (name, value) in write.Body.Where(member => member.Value is not null))
            {
                changed[name] = value!.DeepClone();
            }
        }
    }
}
