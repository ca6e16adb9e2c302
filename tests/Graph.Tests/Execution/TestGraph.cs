using Graph.Caching;
using Graph.Caching.Positions;
using Graph.Caching.Writes;
using Graph.Domains.Abstractions;
using Graph.Execution;
using Graph.Execution.Binding;
using Graph.Execution.Schema;
using Graph.Execution.Streams;
using Graph.Invalidation;
using Graph.Loading;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;

namespace Graph.Tests.Execution;

/// <summary>A small graph of hand-made bindings: SDL in, executor out.</summary>
internal sealed class TestGraph : ILoaderFactory, IWriterFactory
{
    private const string Common = """
        enum FreshnessStrategy { TIME_BASED EVENT_BASED STALE_WHILE_REVALIDATE BACKGROUND_REFRESH PERIODIC }
        enum CacheScope { PUBLIC PRIVATE }
        directive @freshness(
          strategy: FreshnessStrategy! = TIME_BASED, ttl: Duration!, staleFor: Duration, staleIfError: Duration, negativeTtl: Duration,
          refreshEvery: Duration, scope: CacheScope! = PUBLIC, minTtl: Duration, maxTtl: Duration
        ) on OBJECT | FIELD_DEFINITION
        directive @cost(weight: Int!) on FIELD_DEFINITION | OBJECT
        directive @listSize(
          slicingArguments: [String!], assumedSize: Int, sizedFields: [String!], requireOneSlicingArgument: Boolean = false
        ) on FIELD_DEFINITION
        directive @authenticated on FIELD_DEFINITION | OBJECT
        directive @requiresRole(role: String!) on FIELD_DEFINITION
        directive @key(fields: FieldSet!) repeatable on OBJECT | INTERFACE
        directive @live on QUERY
        scalar DateTime
        scalar Duration
        scalar Decimal
        scalar URL
        scalar FieldSet

        """;

    private readonly string _sdl;

    public TestGraph(string sdl) => _sdl = sdl;

    public TypeRegistry Registry { get; } = new();

    public CapturingLoggerProvider Logs { get; } = new();

    public Dictionary<string, string?> Settings { get; } = [];

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where subscriptions come from; none by default.</summary>
    public IStreamStarter? Subscriptions { get; init; }

    /// <summary>The request that the last operation loaded for.</summary>
    public LoadRequest? Request { get; private set; }

    public TestGraph Type<T>(string name) where T : class
    {
        Registry.Bind(name, typeof(T), "Test");
        return this;
    }

    public TestGraph Query<T>(string field, Func<FieldContext, LoadResult<T>> resolve) =>
        Query<T>(field, context => new ValueTask<LoadResult<T>>(resolve(context)));

    public TestGraph Query<T>(string field, Func<FieldContext, ValueTask<LoadResult<T>>> resolve)
    {
        Registry.Add(
            Registry.Bind("Query", typeof(object), "Test"),
            new BatchBinding<object, T>(field, "Test", async (_, context) => [await resolve(context)]));
        return this;
    }

    public TestGraph Mutation<T>(string field, Func<MutationContext, LoadResult<T>> resolve) =>
        Mutation<T>(field, context => new ValueTask<LoadResult<T>>(resolve(context)));

    public TestGraph Mutation<T>(string field, Func<MutationContext, ValueTask<LoadResult<T>>> resolve)
    {
        Registry.Add(Registry.Bind("Mutation", typeof(object), "Test"), new MutationBinding<T>(field, "Test", resolve));
        return this;
    }

    public TestGraph Subscription<T>(string field)
    {
        Registry.Add(Registry.Bind("Subscription", typeof(object), "Test"), new TestSubscriptionBinding(field, typeof(T)));
        return this;
    }

    public TestGraph Field<T, TResult>(string type, string field, Func<IReadOnlyList<T>, FieldContext, LoadResult<TResult>[]> resolve)
        where T : class =>
        FieldAsync<T, TResult>(type, field, (parents, context) => new ValueTask<LoadResult<TResult>[]>(resolve(parents, context)));

    public TestGraph FieldAsync<T, TResult>(string type, string field, Func<IReadOnlyList<T>, FieldContext, ValueTask<LoadResult<TResult>[]>> resolve)
        where T : class
    {
        Registry.Add(Registry.Bind(type, typeof(T), "Test"), new BatchBinding<T, TResult>(field, "Test", resolve));
        return this;
    }

    public TestGraph Value<T, TResult>(string type, string field, Func<T, TResult> read) where T : class
    {
        Registry.Add(
            Registry.Bind(type, typeof(T), "Test"), ValueBinding.Of(field, "Test", read));
        return this;
    }

    public SchemaModel Model() => SchemaModel.Create([new SdlSource("common.graphql", Common), new SdlSource("test.graphql", _sdl)], Registry);

    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(Settings).Build());
        services.AddSingleton(Time);
        services.TryAddSingleton<IHostEnvironment>(new HostingEnvironment { ContentRootPath = AppContext.BaseDirectory });
        services.AddSingleton(Registry);
        services.AddSingleton<IReadOnlyList<SdlSource>>([new SdlSource("common.graphql", Common), new SdlSource("test.graphql", _sdl)]);
        services.AddSingleton<ILoaderFactory>(this);
        services.AddSingleton<IWriterFactory>(this);
        services.AddLogging(logging => logging.ClearProviders().AddProvider(Logs).SetMinimumLevel(LogLevel.Trace));
        if (Subscriptions is { } subscriptions)
        {
            services.AddSingleton(subscriptions);
        }

        services.AddSingleton<InvalidationIndex>().AddSingleton<Pulse>().AddSingleton<IInvalidationLog, MemoryInvalidationLog>().AddSingleton<PositionGate>();
        services.AddExecution();
    }

    public ServiceProvider Services()
    {
        var services = new ServiceCollection();
        AddTo(services);
        return services.BuildServiceProvider();
    }

    public IOperationExecutor Executor() => Services().GetRequiredService<IOperationExecutor>();

    ILoader ILoaderFactory.Create(LoadRequest request)
    {
        Request = request;
        return new UnusedLoader(request);
    }

    IWriter IWriterFactory.Create(LoadRequest request) => new UnusedWriter(request);
}
