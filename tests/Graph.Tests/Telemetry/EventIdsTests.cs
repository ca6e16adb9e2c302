using System.Reflection;
using Graph.Telemetry;
using Graph.Transport;
using Microsoft.Extensions.Logging;

namespace Graph.Tests.Telemetry;

public sealed class EventIdsTests
{
    [Fact]
    public void EventIds_All_AreUnique()
    {
        var ids = typeof(EventIds).GetFields().Select(field => (int)field.GetRawConstantValue()!).ToArray();

        Assert.NotEmpty(ids);
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public void LogMessages_OfAllFeatures_HaveTheirOwnEventId()
    {
        var used = typeof(EventIds).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .Select(message => message.EventId)
            .Append(RequestLine.Event.Id) // which writes itself
            .Order()
            .ToArray();

        Assert.Equal(typeof(EventIds).GetFields().Select(field => (int)field.GetRawConstantValue()!).Order(), used);
    }
}
