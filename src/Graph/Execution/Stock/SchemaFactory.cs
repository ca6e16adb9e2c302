using Graph.Execution.Binding;
using Graph.Execution.Schema;
using Graph.Execution.Schema.Scalars;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQL.Utilities;
using GraphQLParser.AST;

namespace Graph.Execution.Stock;

/// <summary>Builds GraphQL.NET's schema from the SDL, with a resolver for every field.</summary>
internal static class SchemaFactory
{
    // GraphQL.NET takes no subscription field without one. It runs none: they go to ISubscriptionEngine.
    private static readonly SourceStreamResolver<object> NoStream = new(IObservable<object?> (_) => throw new NotSupportedException());

    public static GraphQL.Types.Schema Create(SchemaModel model, TypeRegistry registry)
    {
        var builder = new SchemaBuilder { ServiceProvider = new EnumTypeFactory() };
        foreach (var (name, definition) in model.Index.Objects)
        {
            var type = builder.Types.For(name);
            foreach (var field in definition.Fields?.Items ?? [])
            {
                var config = type.FieldFor(field.Name.StringValue);
                config.Resolver = Resolver(registry.Types[name], field.Name.StringValue);
                config.StreamResolver = name == nameof(OperationType.Subscription) ? NoStream : null;
            }
        }

        var schema = builder.Build(model.Sdl);
        foreach (var scalar in model.Index.Scalars.Keys)
        {
            schema.RegisterType(CustomScalars.Create(scalar));
        }

        ResolveAbstractTypes(schema, model.Index, registry);
        Initialize(schema);
        return schema;
    }

    private static IFieldResolver Resolver(TypeBinding type, string field) => type.Fields.GetValueOrDefault(field) switch
    {
        BatchBinding batch => new BatchResolver(batch),
        MutationBinding mutation => new MutationResolver(mutation),
        ValueBinding value => new ValueResolver(value.Read),
        _ => new ValueResolver(PropertyReader.Of(ClrProperties.Find(type.ClrType, field)!)),
    };

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
