using Graph.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Security;

public sealed class MuteRequestDetailsTests
{
    // Provider rules and longer categories win over others; none may win over this one.
    [Theory]
    [InlineData("Logging:LogLevel:Default")]
    [InlineData("Logging:LogLevel:Microsoft.AspNetCore.Server.Kestrel.BadRequests")]
    [InlineData("Logging:Seen:LogLevel:Default")]
    [InlineData("Logging:Seen:LogLevel:Microsoft.AspNetCore.Server.Kestrel.BadRequests")]
    public void BadRequests_WhateverIsSet_AreNotQuoted(string setting)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(setting, "Trace")]).Build();
        using var seen = new SeenProvider();
        using var services = new ServiceCollection()
            .AddLogging(logging => logging.AddConfiguration(configuration.GetSection("Logging")).AddProvider(seen))
            .AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, MuteRequestDetails>()
            .BuildServiceProvider();
        var loggers = services.GetRequiredService<ILoggerFactory>();

        var logger = loggers.CreateLogger("Microsoft.AspNetCore.Server.Kestrel.BadRequests");

        Assert.False(logger.IsEnabled(LogLevel.Debug));
        Assert.True(logger.IsEnabled(LogLevel.Warning));
    }

    [ProviderAlias("Seen")]
    private sealed class SeenProvider : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new Everything();

        public void Dispose()
        {
        }

        private sealed class Everything : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
            }
        }
    }
}
