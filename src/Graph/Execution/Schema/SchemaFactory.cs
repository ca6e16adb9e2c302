using Graph.Execution.Binding;
using GraphQL.Types;
using GraphQL.Utilities;

namespace Graph.Execution.Schema;

/// <summary>Builds GraphQL.NET's schema from the SDL: what documents are validated by, variables are coerced by, and introspection tells.</summary>
internal static class SchemaFactory
{
    public static GraphQL.Types.Schema Create(SchemaModel model, TypeRegistry registry)
    {
        var builder = new SchemaBuilder();
        foreach (var field in model.Index.Objects.GetValueOrDefault("Subscription")?.Fields?.Items ?? [])
        {
            // GraphQL.NET takes no subscription without one, and is never asked for it.
            builder.Types.For("Subscription").FieldFor(field.Name.StringValue).StreamResolver = NoStream.Instance;
        }

        var schema = builder.Build(model.Sdl);
        foreach (var scalar in model.Index.Scalars.Keys)
        {
            schema.RegisterType(Scalars.CustomScalars.Create(scalar));
        }

        ResolveAbstractTypes(schema, model.Index, registry);
        Initialize(schema);
        return schema;
    }

    /// <summary>GraphQL.NET takes no interface and no union that does not say how its types are told apart.</summary>
    private static void ResolveAbstractTypes(GraphQL.Types.Schema schema, SdlIndex sdl, TypeRegistry registry)
    {
        foreach (var type in schema.AdditionalTypeInstances.OfType<IAbstractGraphType>())
        {
            var possible = sdl.PossibleTypes(type.Name).ToDictionary(name => registry.Types[name].ClrType);
            type.ResolveType = value => possible.TryGetValue(value.GetType(), out var name) ? (IObjectGraphType?)schema.AllTypes[name] : null;
        }
    }

    private static void Initialize(GraphQL.Types.Schema schema)
    {
        try
        {
            schema.Initialize();
        }
#pragma warning disable CA1031 // GraphQL.NET has a rule of its own for nearly everything, and an exception type for each.
        catch (Exception refused)
#pragma warning restore CA1031
        {
            throw new SchemaException([refused.Message]);
        }
    }
}
